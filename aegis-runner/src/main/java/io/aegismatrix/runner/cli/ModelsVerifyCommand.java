package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelChange;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.train.InstalledModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Verifies every stored file against its manifest, and that the engines in use fit this release. */
@Command(name = "verify", description = "Verifies every stored file, and that this release can use the engines.")
final class ModelsVerifyCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    @Mixin
    private WideFlag wide = new WideFlag();

    ModelsVerifyCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        models.addTo(flags);
        Settings settings = aegis.settings(flags.map());
        ModelStore store = ModelStore.directory(settings.models());
        List<String> problems = new ArrayList<>();
        for (EngineId kind : aegis.context().engines().inStore()) {
            store.versions(kind)
                    .forEach(version -> check(problems, () -> {
                        store.load(kind, version).requireWhole();
                        tell(kind.id() + " " + version + ": files match the manifest");
                    }));
        }
        for (EngineId kind : aegis.context().engines().ids()) {
            check(
                    problems,
                    () -> store.challenger(kind).ifPresent(version -> {
                        InstalledModels.requireUsable(aegis.context().engines(), store.load(kind, version));
                        tell(kind.id() + ": the challenger fits this release");
                    }));
            check(problems, () -> requireReadable(store.changes(kind), kind, store));
            check(problems, () -> {
                InstalledModels.requireUsable(store, aegis.context().engines(), kind);
                tell(kind.id() + ": the version in use fits this release");
            });
        }
        if (!problems.isEmpty()) {
            problems.forEach(problem -> aegis.console().warn(problem));
            throw new ModelException(
                    settings.models() + ": " + problems.size() + " problems, first: " + problems.get(0));
        }
    }

    /** Every version that was once in use must still be there, or a rollback would find nothing. */
    private void requireReadable(List<ModelChange> changes, EngineId kind, ModelStore store) {
        Set<String> named = new TreeSet<>();
        changes.forEach(change -> {
            named.add(change.version());
            change.previous().ifPresent(named::add);
        });
        store.versions(kind).forEach(named::remove);
        named.forEach(version ->
                aegis.console().warn(kind.id() + " " + version + " was in use or a challenger once and is gone"));
        tell(kind.id() + ": " + changes.size() + " recorded changes");
    }

    private void tell(String line) {
        aegis.print(line, wide.width(aegis.context()));
    }

    private static void check(List<String> problems, Runnable work) {
        try {
            work.run();
        } catch (ModelException e) {
            problems.add(e.getMessage());
        }
    }
}
