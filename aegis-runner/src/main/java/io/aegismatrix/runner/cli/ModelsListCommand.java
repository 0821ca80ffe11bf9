package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelState;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the versions kept of every engine. */
@Command(
        name = "list",
        description = "Lists the versions of every engine and where each stands; a star marks the one in use.")
final class ModelsListCommand implements Runnable {

    private static final List<TableColumn<Row>> COLUMNS = List.of(
            TableColumn.<Row>left("", row -> row.state() == ModelState.CHAMPION ? "*" : ""),
            TableColumn.<Row>left(
                    "engine", row -> row.bundle().manifest().engine().id()),
            TableColumn.<Row>left("version", row -> row.bundle().manifest().version()),
            TableColumn.<Row>left(
                            "trained from",
                            row -> row.bundle().manifest().trainedFrom().toString())
                    .asExtra(),
            TableColumn.<Row>left(
                    "through", row -> row.bundle().manifest().trainedThrough().toString()),
            TableColumn.<Row>left(
                    "sessions", row -> Integer.toString(row.bundle().manifest().sessions())),
            TableColumn.<Row>left("state", row -> row.state().id()),
            TableColumn.<Row>left(
                            "seed", row -> Long.toString(row.bundle().manifest().seed()))
                    .asExtra(),
            TableColumn.<Row>left(
                            "trained at",
                            row -> row.bundle()
                                    .trainedAt()
                                    .map(moment -> moment.truncatedTo(ChronoUnit.SECONDS)
                                            .toString())
                                    .orElse("?"))
                    .asExtra());

    private final AegisCommand aegis;

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    @Mixin
    private WideFlag wide = new WideFlag();

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
        int width = wide.width(aegis.context());
        aegis.print(rows.isEmpty() ? "no models in " + settings.models() : Tables.of(rows, COLUMNS, width), width);
    }
}
