package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.log.LogSummary;
import io.aegismatrix.runner.log.LogSummary.Holding;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what the prediction log holds. */
@Command(name = "show", description = "Tells what the prediction log holds.")
final class LogShowCommand implements Runnable {

    private static final List<TableColumn<Holding>> COLUMNS = List.of(
            TableColumn.left("underlying", Holding::underlying),
            TableColumn.left("engine", Holding::engine),
            TableColumn.left("kind", Holding::kind),
            TableColumn.<Holding>right("versions", holding -> Integer.toString(holding.versions()))
                    .asExtra(),
            TableColumn.right("sessions", holding -> Integer.toString(holding.sessions())),
            TableColumn.right("forecasts", holding -> Long.toString(holding.forecasts())),
            TableColumn.right("outcomes", holding -> Long.toString(holding.outcomes())),
            TableColumn.left("last", Holding::last));

    private final AegisCommand aegis;

    @Mixin
    private LogFlag log = new LogFlag();

    @Mixin
    private WideFlag wide = new WideFlag();

    LogShowCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        log.addTo(flags);
        PredictionLog kept = aegis.settings(flags.map()).requireLog();
        LogSummary summary = kept.summary();
        int width = wide.width(aegis.context());
        aegis.print(Tables.of(summary.holdings(), COLUMNS, width), width);
        aegis.console().progress(kept.path() + ", schema version " + summary.version());
    }
}
