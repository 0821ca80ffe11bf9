package io.aegismatrix.runner;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.backtest.BacktestScore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a back-test found, for people. */
final class BacktestReport {

    private static final List<ColumnData<BacktestScore>> COLUMNS = List.of(
            Tables.left("output", BacktestScore::output),
            Tables.right("h", score -> Integer.toString(score.horizon())),
            Tables.right("n", score -> Integer.toString(score.skill().n())),
            Tables.left("metric", BacktestScore::metric),
            Tables.right("score", score -> decimal("%.4f", score.skill().loss())),
            Tables.right("baseline", score -> decimal("%.4f", score.skill().baselineLoss())),
            Tables.left("against", BacktestScore::baseline),
            Tables.right(
                    "skill %", score -> decimal("%+.2f", 100 * score.skill().skill())),
            Tables.right("95 % interval", BacktestReport::interval));

    private BacktestReport() {}

    /** The scores as a table in plain text. */
    static String table(List<BacktestScore> scores) {
        return Tables.of(scores, COLUMNS);
    }

    /** The scores as Markdown. */
    static String markdown(BacktestPeriod period, BacktestRun.Result result) {
        StringBuilder text = new StringBuilder("# Back-test\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%s, decisions from %s to %s, trees trained anew every %d sessions, the network every %d. %d forecasts."
                        + "%n%n",
                result.features().history().instrument(),
                period.from(),
                period.to(),
                period.refitSessions(),
                4 * period.refitSessions(),
                result.predictions().size()));
        text.append("Losses: smaller is better. Skill is the share of the baseline's loss that was saved, on the same"
                + " sessions, with a 95 % block-bootstrap interval. Where the interval holds 0 there is no edge.\n\n");
        text.append("| Output | h | n | Metric | Score | Baseline | Against | Skill | 95 % interval | More |\n");
        text.append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (BacktestScore score : result.scores()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %s | %.4f | %.4f | %s | %+.2f %% | %s | %s |%n",
                    score.output(),
                    score.horizon(),
                    score.skill().n(),
                    score.metric(),
                    score.skill().loss(),
                    score.skill().baselineLoss(),
                    score.baseline(),
                    100 * score.skill().skill(),
                    interval(score),
                    details(score)));
        }
        return text.append(TradingReport.markdown(result.trading())).toString();
    }

    private static String details(BacktestScore score) {
        return score.details().entrySet().stream()
                .map(entry -> entry.getKey() + " " + decimal("%.4f", entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String interval(BacktestScore score) {
        return Double.isFinite(score.skill().lower())
                ? decimal(
                        "[%+.2f, %+.2f]",
                        100 * score.skill().lower(), 100 * score.skill().upper())
                : "too few";
    }

    private static String decimal(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
