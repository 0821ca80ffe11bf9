package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.train.InstalledModels;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts back what was in use before. */
@Command(
        name = "rollback",
        description = "Puts back the version that was in use before; again goes one further back, promote undoes it.")
final class ModelsRollbackCommand implements Runnable {

    private final AegisCommand aegis;

    @Parameters(index = "0", paramLabel = "ENGINE", description = "direction, seller or buyer")
    private String engine = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is kept. Default: rolled back by hand")
    private String reason = "rolled back by hand";

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    ModelsRollbackCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        EngineId kind = EngineNames.parse(aegis.context().engines(), "ENGINE", engine);
        if (reason.isBlank()) {
            throw CommandException.usage("--reason must say something, was '" + reason + "'");
        }
        Flags flags = new Flags();
        models.addTo(flags);
        Settings settings = aegis.settings(flags.map());
        aegis.holdFolder(settings.models(), () -> rollback(ModelStore.directory(settings.models()), kind));
    }

    private void rollback(ModelStore store, EngineId kind) {
        // A version this release cannot use must not come back; that there is none, the store says best.
        store.previousVersion(kind)
                .ifPresent(
                        version -> InstalledModels.requireUsable(aegis.context().engines(), store.load(kind, version)));
        String version = store.rollback(kind, aegis.clock().instant(), reason);
        aegis.print(kind.id() + " " + version + " is in use again: " + reason);
    }
}
