package io.aegismatrix.runner.cli;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.runner.log.LogSummary;
import io.aegismatrix.runner.log.LogSummary.Holding;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.report.Tables;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what the prediction log holds. */
@Command(name = "show", description = "Tells what the prediction log holds.")
final class LogShowCommand implements Runnable {

    private static final List<ColumnData<Holding>> COLUMNS = List.of(
            Tables.left("underlying", Holding::underlying),
            Tables.left("engine", Holding::engine),
            Tables.left("kind", Holding::kind),
            Tables.right("versions", holding -> Integer.toString(holding.versions())),
            Tables.right("sessions", holding -> Integer.toString(holding.sessions())),
            Tables.right("forecasts", holding -> Long.toString(holding.forecasts())),
            Tables.right("outcomes", holding -> Long.toString(holding.outcomes())),
            Tables.left("last", Holding::last));

    private final AegisCommand aegis;

    @Mixin
    private LogFlag log = new LogFlag();

    LogShowCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        log.addTo(flags);
        PredictionLog kept = aegis.settings(flags.map()).requireLog();
        LogSummary summary = kept.summary();
        aegis.context().out().println(Tables.of(summary.holdings(), COLUMNS));
        aegis.console().progress(kept.path() + ", schema version " + summary.version());
    }
}
