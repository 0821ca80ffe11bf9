package io.aegismatrix.runner.cli;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.runner.TrackRecord;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.log.Scoring;
import io.aegismatrix.runner.process.KnownLog;
import io.aegismatrix.runner.publish.LiveView;
import io.aegismatrix.runner.publish.SnapshotGates;
import io.aegismatrix.runner.report.TableColumn;
import io.aegismatrix.runner.report.Tables;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fills in what became of the forecasts of the log. */
@Command(
        name = "score",
        description = "Compares logged forecasts with what happened since, and adds the outcomes to the log.")
final class ScoreCommand implements Runnable {

    private static final List<TableColumn<LiveView.Line>> COLUMNS = List.of(
            TableColumn.left("record", LiveView.Line::metric),
            TableColumn.right("value", line -> number(line.value())),
            TableColumn.right("baseline", line -> number(line.baseline())),
            TableColumn.<LiveView.Line>left("of", LiveView.Line::baselineName).asExtra(),
            TableColumn.right("95 % from", line -> number(line.lower())),
            TableColumn.right("to", line -> number(line.upper())),
            TableColumn.right("n", line -> Integer.toString(line.n())));

    private final AegisCommand aegis;

    @Mixin
    private MarketFlags market = new MarketFlags();

    @Mixin
    private IndicesFlag indices = new IndicesFlag();

    @Mixin
    private LogFlag log = new LogFlag();

    @Mixin
    private WideFlag wide = new WideFlag();

    ScoreCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Flags flags = new Flags();
        market.addTo(flags);
        indices.addTo(flags);
        log.addTo(flags);
        aegis.forEachIndex(flags.map(), this::score);
    }

    private void score(Settings settings) {
        PredictionLog kept = settings.requireLog();
        SourceOption source = settings.requireSource();
        aegis.hold(kept.path(), () -> score(settings, source, kept));
    }

    private void score(Settings settings, SourceOption source, PredictionLog kept) {
        Instant asOf = market.asOf(aegis);
        MarketSnapshot snapshot =
                source.source().snapshot(new MarketRequest(settings.underlying(), asOf, Optional.empty()));
        SnapshotGates.requireComplete(snapshot, settings.quality());
        TrackRecord record = TrackRecord.in(kept, aegis.context().engines());
        Scoring scoring = record.score(snapshot, aegis.clock().instant());
        KnownLog.note(kept).ifPresent(aegis.journal()::logged);
        report(scoring, record.lines(snapshot), snapshot);
    }

    private void report(Scoring scoring, List<LiveView.Line> lines, MarketSnapshot snapshot) {
        if (!lines.isEmpty()) {
            int width = wide.width(aegis.context());
            aegis.print(Tables.of(lines, COLUMNS, width), width);
        }
        aegis.console()
                .progress("added " + scoring.added() + " outcomes known on " + snapshot.lastSession() + "; "
                        + scoring.settled() + " runs settled, " + scoring.waiting() + " wait for more");
        if (scoring.foreign() > 0) {
            aegis.console()
                    .warn(scoring.foreign() + " logged runs were left alone: the source has no bar of their decision"
                            + " session, or another close");
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
