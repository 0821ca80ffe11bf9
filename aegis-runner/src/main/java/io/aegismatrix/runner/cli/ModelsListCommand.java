package io.aegismatrix.runner.cli;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelState;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.report.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the versions kept of every engine. */
@Command(
        name = "list",
        description = "Lists the versions of every engine and where each stands; a star marks the one in use.")
final class ModelsListCommand implements Runnable {

    private static final List<ColumnData<Row>> COLUMNS = List.of(
            Tables.left("", row -> row.state() == ModelState.CHAMPION ? "*" : ""),
            Tables.left("engine", row -> row.bundle().manifest().engine().id()),
            Tables.left("version", row -> row.bundle().manifest().version()),
            Tables.left(
                    "trained from", row -> row.bundle().manifest().trainedFrom().toString()),
            Tables.left(
                    "through", row -> row.bundle().manifest().trainedThrough().toString()),
            Tables.left(
                    "sessions", row -> Integer.toString(row.bundle().manifest().sessions())),
            Tables.left("state", row -> row.state().id()),
            Tables.left("seed", row -> Long.toString(row.bundle().manifest().seed())),
            Tables.left(
                    "trained at",
                    row -> row.bundle().trainedAt().map(Instant::toString).orElse("?")));

    private final AegisCommand aegis;

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    ModelsListCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    private record Row(ModelBundle bundle, ModelState state) {}

    @Override
    public void run() {
        Flags flags = new Flags();
        models.addTo(flags);
        Settings settings = aegis.settings(flags.map());
        ModelStore store = ModelStore.directory(settings.models());
        List<Row> rows = new ArrayList<>();
        for (EngineId kind : aegis.context().engines().inStore()) {
            store.versions(kind)
                    .forEach(version -> rows.add(new Row(store.load(kind, version), store.state(kind, version))));
        }
        aegis.context().out().println(rows.isEmpty() ? "no models in " + settings.models() : Tables.of(rows, COLUMNS));
    }
}
