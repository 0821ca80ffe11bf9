package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelChange;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.card.EngineCard;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.report.ChangeTable;
import io.aegismatrix.runner.report.ScoreTable;
import io.aegismatrix.runner.train.InstalledModels;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one trained engine: where it came from, its models, their scores. */
@Command(
        name = "show",
        description =
                "Shows one engine, or the volatility model they share: data, seed, versions, models, scores, where it did"
                        + " worst, what was in use when.")
final class ModelsShowCommand implements Runnable {

    private static final int TOP = 5;
    private static final String TEXT = "text";
    private static final String MARKDOWN = "markdown";
    private static final String JSON = "json";

    private final AegisCommand aegis;

    @Parameters(index = "0", paramLabel = "ENGINE", description = "direction, seller, buyer or volatility")
    private String engine = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "Default: the one in use")
    private @Nullable String version;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, or the whole model card as markdown or json. Default: text")
    private String format = TEXT;

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    ModelsShowCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        models.addTo(flags);
        ModelStore store = ModelStore.directory(aegis.settings(flags.map()).models());
        ModelBundle bundle = bundle(store);
        switch (format) {
            case TEXT -> print(bundle, store);
            case MARKDOWN -> aegis.context().out().print(EngineCard.of(bundle).toMarkdown());
            case JSON -> aegis.context().out().print(EngineCard.of(bundle).toJson());
            default -> throw CommandException.usage("--format must be text, markdown or json, was '" + format + "'");
        }
    }

    private ModelBundle bundle(ModelStore store) {
        EngineLibrary engines = aegis.context().engines();
        boolean shared = engine.equals(VolatilityModel.ID.id());
        EngineId kind = shared ? VolatilityModel.ID : EngineNames.parse(engines, "ENGINE", engine);
        if (version != null) {
            return store.load(kind, version);
        }
        return shared ? InstalledModels.volatility(store, engines) : store.load(kind);
    }

    private void print(ModelBundle bundle, ModelStore store) {
        ModelManifest manifest = bundle.manifest();
        PrintStream out = aegis.context().out();
        out.println(manifest.engine().id() + " " + manifest.version() + ", "
                + store.state(manifest.engine(), manifest.version()).id());
        out.println("  trained on   " + manifest.trainedFrom() + " to " + manifest.trainedThrough() + ", "
                + manifest.sessions() + " sessions, data SHA-256 " + manifest.dataSha256());
        out.println("  trained at   "
                + bundle.trainedAt().map(Instant::toString).orElse("?") + ", seed " + manifest.seed());
        out.println("  features     version " + manifest.featureSchemaVersion() + ", schema SHA-256 "
                + manifest.featureSchemaSha256());
        out.println("  libraries    " + manifest.libraries());
        manifest.requires().forEach((id, of) -> out.println("  beside       " + id + " " + of));
        for (ModelCard card : manifest.models()) {
            out.println("  " + card.model() + ": " + card.rows() + " rows, "
                    + card.columns().size() + " inputs, " + card.parameters());
            if (!card.importance().isEmpty()) {
                out.println("    most gain: " + mostGain(card));
            }
        }
        out.println(ScoreTable.of(manifest));
        List<ModelChange> changes = store.changes(manifest.engine());
        out.println(changes.isEmpty() ? "No change of what is in use is recorded." : ChangeTable.of(changes));
    }

    private static String mostGain(ModelCard card) {
        return card.importance().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(TOP)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }
}
