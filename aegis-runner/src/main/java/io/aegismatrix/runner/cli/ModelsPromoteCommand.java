package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.train.LoggedShadows;
import io.aegismatrix.runner.train.Promotion;
import io.aegismatrix.runner.train.ShadowRecord;
import io.aegismatrix.runner.train.ShadowScoreFile;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a challenger in use if it has shown that it may be. */
@Command(
        name = "promote",
        description = "Puts the challenger of an engine in use if its files are whole and it was not worse than the"
                + " champion on at least 60 scored sessions; else exit 13 and the champion stays.")
final class ModelsPromoteCommand implements Runnable {

    private final AegisCommand aegis;

    @Parameters(index = "0", paramLabel = "ENGINE", description = "direction, seller or buyer")
    private String engine = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "Default: the challenger")
    private @Nullable String version;

    @Option(
            names = "--scores",
            paramLabel = "FILE",
            description =
                    "Shadow scores, in place of the prediction log, as CSV: engine,champion,challenger,output,session,horizon,champion_loss,"
                            + "challenger_loss.")
    private @Nullable String scores;

    @Option(
            names = "--force",
            paramLabel = "REASON",
            description = "Promote without a sufficient shadow record; the reason is kept. Damaged or unfit files are"
                    + " refused all the same.")
    private @Nullable String force;

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    ModelsPromoteCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        EngineId kind = EngineNames.parse(aegis.context().engines(), "ENGINE", engine);
        if (force != null && force.isBlank()) {
            throw CommandException.usage("--force needs a reason, was '" + force + "'");
        }
        Flags flags = new Flags();
        models.addTo(flags);
        Settings settings = aegis.settings(flags.map());
        aegis.holdFolder(
                settings.models(), () -> promote(ModelStore.directory(settings.models()), kind, shadow(settings)));
    }

    private ShadowRecord shadow(Settings settings) {
        if (scores != null) {
            return new ShadowScoreFile(aegis.context().folder().resolve(scores));
        }
        return settings.log()
                .<ShadowRecord>map(
                        log -> new LoggedShadows(log, settings.underlying().name()))
                .orElseGet(ShadowRecord::none);
    }

    private void promote(ModelStore store, EngineId kind, ShadowRecord shadow) {
        String chosen = version == null ? challenger(store, kind) : version;
        String reason = new Promotion(aegis.context().engines(), store, shadow)
                .reason(kind, chosen, Optional.ofNullable(force));
        store.promote(kind, chosen, aegis.clock().instant(), reason);
        aegis.print(kind.id() + " " + chosen + " is in use now: " + reason);
    }

    private static String challenger(ModelStore store, EngineId kind) {
        return store.challenger(kind)
                .orElseThrow(() -> new ModelException(kind.id() + ": no challenger; name one of the versions "
                        + store.versions(kind) + " or train one with --challenger"));
    }
}
