package io.aegismatrix.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.runner.sweep.SweepCollection;
import io.aegismatrix.runner.sweep.SweepCollection.Breadth;
import io.aegismatrix.runner.sweep.SweepCollection.Claim;
import io.aegismatrix.runner.trading.TradingTrials;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a sweep found: every claim as a row of {@code claims.csv}, and what they come to together in {@code sweep.md}. */
public final class SweepReport {

    /** One row a claim. */
    public static final String CLAIMS = "claims.csv";

    /** What they come to. */
    public static final String SUMMARY = "sweep.md";

    private static final int BEST_RULES = 10;

    private SweepReport() {}

    /** Writes both files, each whole or not at all. */
    public static void write(Path folder, SweepCollection sweep) throws IOException {
        DraftFile.replace(folder.resolve(CLAIMS), out -> writeClaims(out, sweep.claims()));
        DraftFile.replace(
                folder.resolve(SUMMARY), out -> out.write(markdown(sweep).getBytes(UTF_8)));
    }

    private static void writeClaims(OutputStream out, List<Claim> claims) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(new OutputStreamWriter(out, UTF_8));
        csv.writeRecord(
                "market",
                "engine",
                "refit",
                "output",
                "horizon",
                "metric",
                "baseline",
                "seeds",
                "skill",
                "spread",
                "above",
                "p",
                "p_adjusted",
                "discovery");
        for (Claim claim : claims) {
            csv.writeRecord(
                    claim.market(),
                    claim.engine(),
                    String.valueOf(claim.refitSessions()),
                    claim.output(),
                    String.valueOf(claim.horizon()),
                    claim.metric(),
                    claim.baseline(),
                    String.valueOf(claim.seeds()),
                    number(claim.skill()),
                    number(claim.spread()),
                    String.valueOf(claim.above()),
                    number(claim.pValue()),
                    number(claim.adjusted()),
                    String.valueOf(claim.discovery()));
        }
        csv.flush();
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6f", value) : "";
    }

    private static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%+.2f %%", 100 * share) : "-";
    }

    /** The outputs as a table for a terminal. */
    public static String table(SweepCollection sweep, int width) {
        return head(sweep) + "\n"
                + Tables.of(
                        sweep.breadth(),
                        List.of(
                                TableColumn.left("output", Breadth::output),
                                TableColumn.right("claims", row -> String.valueOf(row.claims())),
                                TableColumn.right("skill", row -> percent(row.skill())),
                                TableColumn.right("spread", row -> percent(row.spread())),
                                TableColumn.right("above 0", row -> String.valueOf(row.above())),
                                TableColumn.right(
                                        "by chance", row -> String.format(Locale.ROOT, "%.1f", row.byChance())),
                                TableColumn.right("stand", row -> String.valueOf(row.discoveries()))),
                        width);
    }

    private static String head(SweepCollection sweep) {
        long above = sweep.claims().stream().filter(Claim::above).count();
        double chance = sweep.breadth().stream().mapToDouble(Breadth::byChance).sum();
        long stand = sweep.claims().stream().filter(Claim::discovery).count();
        return String.format(
                Locale.ROOT,
                "%d claims; %d intervals above 0, chance alone gives %.1f; %d stand at a false share of %.0f %%%s%s%s",
                sweep.claims().size(),
                above,
                chance,
                stand,
                100 * SweepCollection.FALSE_SHARE,
                sweep.failed().isEmpty() ? "" : "; " + sweep.failed().size() + " markets have no back-test",
                sweep.unfinished().isEmpty() ? "" : "; " + sweep.unfinished().size() + " back-tests are not finished",
                sweep.processors().size() > 1
                        ? "; made on " + sweep.processors().size() + " kinds of processor"
                        : "");
    }

    private static String markdown(SweepCollection sweep) {
        StringBuilder text =
                new StringBuilder("# Sweep\n\n").append(head(sweep)).append(".\n\n");
        text.append(
                "An interval above 0 is that of the middling seed. What stands are claims whose p-value, corrected by"
                        + " Benjamini and Hochberg for all claims here, is at most 0.05.\n\n");
        text.append(
                "| Output | Claims | Skill | Spread | Above 0 | By chance | Stand |\n|---|---|---|---|---|---|---|\n");
        for (Breadth row : sweep.breadth()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %d | %.1f | %d |%n",
                    row.output(),
                    row.claims(),
                    percent(row.skill()),
                    percent(row.spread()),
                    row.above(),
                    row.byChance(),
                    row.discoveries()));
        }
        rules(text, sweep.trials());
        if (!sweep.failed().isEmpty()) {
            text.append("\n## Without a back-test\n\n");
            sweep.failed()
                    .forEach((path, reason) -> text.append("- ")
                            .append(path)
                            .append(": ")
                            .append(reason)
                            .append('\n'));
        }
        return text.toString();
    }

    private static void rules(StringBuilder text, TradingTrials.Verdict trials) {
        if (trials.rules().isEmpty()) {
            return;
        }
        text.append("\n## Trading rules\n\n")
                .append(trials.trials())
                .append(" rules and comparators were tried."
                        + " Deflated is the probability that a rule's true Sharpe ratio is above the best that luck would have found"
                        + " among them.\n\n| Market | Rule | Sharpe | Deflated | Back-test |\n|---|---|---|---|---|\n");
        trials.rules().stream()
                .limit(BEST_RULES)
                .forEach(rule -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.2f | %s | %s |%n",
                        rule.market(),
                        rule.rule(),
                        rule.sharpe(),
                        Double.isFinite(rule.deflated()) ? String.format(Locale.ROOT, "%.2f", rule.deflated()) : "-",
                        rule.backtest())));
        trials.overfitting()
                .forEach((market, found) -> text.append(String.format(
                        Locale.ROOT,
                        "%n%s: the rule that looked best on one half of the past was in the lower half on the other in"
                                + " %.0f %% of %d splits.%n",
                        market,
                        100 * found.probability(),
                        found.splits())));
    }
}
