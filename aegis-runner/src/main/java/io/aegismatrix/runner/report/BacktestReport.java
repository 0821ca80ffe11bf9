package io.aegismatrix.runner.report;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.backtest.BacktestScore;
import io.aegismatrix.runner.backtest.BacktestRun;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What a back-test found, for people. */
public final class BacktestReport {

    private static final List<TableColumn<BacktestScore>> COLUMNS = List.of(
            TableColumn.left("output", BacktestScore::output),
            TableColumn.right("h", score -> Integer.toString(score.horizon())),
            TableColumn.right("n", score -> Integer.toString(score.skill().n())),
            TableColumn.<BacktestScore>left("metric", BacktestScore::metric).asExtra(),
            TableColumn.<BacktestScore>right(
                            "score", score -> decimal("%.4f", score.skill().loss()))
                    .asExtra(),
            TableColumn.<BacktestScore>right(
                            "baseline", score -> decimal("%.4f", score.skill().baselineLoss()))
                    .asExtra(),
            TableColumn.<BacktestScore>left("against", BacktestScore::baseline).asExtra(),
            TableColumn.right(
                    "skill %", score -> decimal("%+.2f", 100 * score.skill().skill())),
            TableColumn.right("95 % interval", ScoreSections::interval));

    private BacktestReport() {}

    /** The scores as a table in plain text. */
    public static String table(List<BacktestScore> scores, int width) {
        return Tables.of(scores, COLUMNS, width);
    }

    /** The scores as Markdown. */
    static String markdown(BacktestPeriod period, BacktestRun.Result result) throws IOException {
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
                + " sessions, with a 95 % block-bootstrap interval. Where the interval holds 0 there is no edge. DM p: Diebold-Mariano, two-sided."
                + " Every word is explained in the glossary below.\n");
        text.append(ScoreSections.markdown(result.scores()));
        text.append(TradingReport.markdown(result.trading()));
        text.append(OptionReport.markdown(result.straddles()));
        text.append(ChainReport.markdown(result.chains()));
        text.append(FeatureReport.markdown(result.importance(), result.redundancy()));
        text.append(Glossary.markdown());
        return text.toString();
    }

    private static String decimal(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
