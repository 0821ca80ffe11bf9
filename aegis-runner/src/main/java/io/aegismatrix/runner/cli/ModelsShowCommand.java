package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.card.EngineCard;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.report.ModelText;
import io.aegismatrix.runner.train.InstalledModels;
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

    @Mixin
    private WideFlag wide = new WideFlag();

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
        int width = wide.width(aegis.context());
        aegis.print(
                ModelText.of(
                        bundle,
                        store.state(manifest.engine(), manifest.version()),
                        store.changes(manifest.engine()),
                        width),
                width);
    }
}
