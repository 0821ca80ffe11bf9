package io.aegismatrix.data;

import java.util.BitSet;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Single moves that the rest of the market denies. Of 17 years NIFTY 50 and BANKNIFTY none is denied, crashes included:
 * docs/CHECKS.md lists how near they came.
 */
final class MoveChecks {

    private static final double OUT_AND_BACK = 4;
    private static final double VOLATILITY_OUT_AND_BACK = 0.6;
    /** What an excursion may leave behind, as a share of it. */
    private static final double LEFT_BEHIND = 0.5;

    /** A deviation is only asked for where it can matter. */
    private static final double SMALLEST = 0.01;

    private static final double UNSUPPORTED_FALL = -4;
    private static final double UNSUPPORTED_RISE = 4.5;
    private static final double SUPPORT = 0.05;
    private static final double QUIET = 1.5;
    private static final double TAKEN_BACK = 3.5;

    private final DailyChecks checks;

    MoveChecks(DailyChecks checks) {
        this.checks = checks;
    }

    /** The volatility index without single bars that go far out and back. */
    BarSeries volatilityWithoutExcursions(BarSeries volatility) {
        BitSet out = new BitSet();
        int before = 0;
        for (int i = 1; i < volatility.size() - 1; i++) {
            double there =
                    Math.log(volatility.bar(i).close() / volatility.bar(before).close());
            double back =
                    Math.log(volatility.bar(i + 1).close() / volatility.bar(i).close());
            if (Math.abs(there) > VOLATILITY_OUT_AND_BACK && comesBack(there, back, VOLATILITY_OUT_AND_BACK)) {
                out.set(i);
            } else {
                before = i;
            }
        }
        return checks.without(volatility, out, AnomalyCode.BAD_TICK, "%d closes far out and back left out");
    }

    /** The index without single closes that go out and back by what no session of 17 years did. */
    BarSeries indexWithoutExcursions(BarSeries index, BarSeries volatility) {
        PairedSeries pair = new PairedSeries(index, volatility);
        BitSet out = new BitSet();
        for (int i = 1; i < index.size() - 1; i++) {
            double there = pair.indexReturn(i);
            double back = pair.indexReturn(i + 1);
            if (there * back < 0
                    && Math.min(Math.abs(there), Math.abs(back)) > SMALLEST
                    && denied(pair, i, there, back)) {
                out.set(i);
                i++;
            }
        }
        return checks.without(index, out, AnomalyCode.BAD_TICK, "%d closes far out and back left out");
    }

    private static boolean denied(PairedSeries pair, int i, double there, double back) {
        OptionalDouble deviation = pair.deviation(i);
        return deviation.isPresent()
                && Math.abs(there) > OUT_AND_BACK * deviation.getAsDouble()
                && comesBack(there, back, OUT_AND_BACK * deviation.getAsDouble());
    }

    private static boolean comesBack(double there, double back, double limit) {
        return there * back < 0
                && Math.abs(back) > limit
                && Math.abs(there + back) < LEFT_BEHIND * Math.max(Math.abs(there), Math.abs(back));
    }

    /** Refuses a newest close, of either series, that moved as in a crash while the other did not. */
    static void requireSupported(BarSeries index, BarSeries volatility) {
        int last = index.size() - 1;
        PairedSeries pair = new PairedSeries(index, volatility);
        if (last < 1
                || pair.deviation(last).isEmpty()
                || pair.volatilityChange(last).isEmpty()) {
            return;
        }
        double deviation = pair.deviation(last).getAsDouble();
        double move = pair.indexReturn(last) / deviation;
        double gap = Math.log(index.bar(last).open() / index.bar(last - 1).close()) / deviation;
        double change = pair.volatilityChange(last).getAsDouble();
        boolean fall = move < UNSUPPORTED_FALL && change < SUPPORT;
        boolean rise = Math.min(move, gap) > UNSUPPORTED_RISE && Math.abs(change) < SUPPORT;
        if (fall || rise) {
            throw AnomalyCode.NEWEST_CLOSE_UNSUPPORTED.refusal(closes(index)
                    + String.format(
                            Locale.ROOT,
                            ", %.1f daily deviations, while %s changed by %.1f %%: a true move of this size moves both",
                            move,
                            volatility.instrument(),
                            100 * Math.expm1(change))
                    + DailyChecks.goOn(index));
        }
        if (Math.abs(change) > VOLATILITY_OUT_AND_BACK && Math.abs(move) < QUIET) {
            throw AnomalyCode.VOLATILITY_MOVED_ALONE.refusal(closes(volatility)
                    + String.format(
                            Locale.ROOT,
                            ", while %s moved by %.1f daily deviations: a true change of this size comes with a move",
                            index.instrument(),
                            move)
                    + DailyChecks.goOn(volatility));
        }
    }

    /** Refuses a newest close that the next session's first price takes back. */
    static void requireHeld(BarSeries index, BarSeries volatility, double firstPrice) {
        int last = index.size() - 1;
        OptionalDouble deviation = new PairedSeries(index, volatility).deviation(last);
        if (deviation.isEmpty()) {
            return;
        }
        double move = new PairedSeries(index, volatility).indexReturn(last) / deviation.getAsDouble();
        double next = Math.log(firstPrice / index.bar(last).close()) / deviation.getAsDouble();
        if (Math.abs(move) > TAKEN_BACK && comesBack(move, next, TAKEN_BACK)) {
            throw AnomalyCode.NEWEST_CLOSE_UNSUPPORTED.refusal(closes(index)
                    + String.format(
                            Locale.ROOT,
                            ", %.1f daily deviations, and the next session begins at %.2f, %.1f back",
                            move,
                            firstPrice,
                            next)
                    + DailyChecks.goOn(index));
        }
    }

    private static String closes(BarSeries series) {
        DailyBar last = series.last();
        DailyBar before = series.bar(series.size() - 2);
        return series.instrument() + ": the newest close is " + last.close() + " on " + last.session() + " after "
                + before.close() + " on " + before.session();
    }
}
