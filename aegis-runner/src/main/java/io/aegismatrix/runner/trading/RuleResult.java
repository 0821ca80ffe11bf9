package io.aegismatrix.runner.trading;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * One rule, judged.
 *
 * @param name short name
 * @param engine engine whose forecasts it uses, or {@code market}
 * @param description what it does
 * @param comparator whether it uses no forecast
 * @param performance how it did
 * @param deflatedSharpe probability that its true Sharpe ratio is above the best that luck would have found among all
 *     trials; NaN for a rule that never moved or has fewer than 30 returns
 * @param comparisons beside its comparators on the same periods
 * @param equity its compounded equity from 1, thinned for drawing
 */
public record RuleResult(
        String name,
        String engine,
        String description,
        boolean comparator,
        Performance performance,
        double deflatedSharpe,
        List<Comparison> comparisons,
        List<EquityPoint> equity) {

    private static final double CONVINCING = 0.95;
    private static final int FEW = 30;

    /** Equity at the close of a day. */
    public record EquityPoint(LocalDate session, double value) {}

    /** Copies the lists. */
    public RuleResult {
        comparisons = List.copyOf(comparisons);
        equity = List.copyOf(equity);
    }

    /** What all that means, in plain words. */
    public String verdict() {
        if (performance.trades() == 0) {
            return "Never traded.";
        }
        if (performance.worstTrade() > 0 && performance.trades() > 1) {
            return String.format(
                    Locale.ROOT,
                    "%d trades without a loss: what it is paid to risk did not happen, so the ratios mean nothing.",
                    performance.trades());
        }
        if (performance.trades() < FEW && !comparator) {
            return String.format(Locale.ROOT, "%d trades are too few to tell.", performance.trades());
        }
        StringBuilder words = new StringBuilder(money());
        comparisons.forEach(comparison -> words.append("; ").append(comparison.words()));
        return words.append(luck()).toString();
    }

    private String luck() {
        if (comparator) {
            return ".";
        }
        return String.format(
                Locale.ROOT,
                deflatedSharpe >= CONVINCING
                        ? "; luck among all trials does not explain it (deflated %.2f)."
                        : "; luck among all trials is not ruled out (deflated %.2f).",
                deflatedSharpe);
    }

    private String money() {
        if (performance.sharpeLow() > 0) {
            return "Made money after costs";
        }
        return performance.sharpeHigh() < 0 ? "Lost money after costs" : "Not distinguishable from zero after costs";
    }
}
