package io.aegismatrix.data;

import com.google.common.math.Quantiles;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Whether the volatility index is this index's, of the same sessions and in its own points. */
final class VolatilityChecks {

    private static final double LOWEST_LEVEL = 2;
    private static final double HIGHEST_LEVEL = 200;
    static final double COPY_SHARE = 0.9;

    private static final int SCALE_SESSIONS = 250;
    private static final double LOWEST_SCALE = 0.2;
    private static final double HIGHEST_SCALE = 3.5;
    private static final int SESSIONS_PER_YEAR = 252;

    /**
     * How closely both must go together over the newest sessions. Rank correlations over every such window to 2024 were:
     * same session at most -0.16, -0.29 and -0.44 for NIFTY 50 (BANKNIFTY with India VIX -0.14, -0.25 and -0.39), and
     * lower than that of either neighbouring session by at least 0.11, 0.25 and 0.33.
     */
    private static final List<Window> WINDOWS =
            List.of(new Window(1000, -0.32, -0.18), new Window(500, -0.17, -0.15), new Window(250, -0.05, 0));

    /**
     * @param sessions length
     * @param highest largest correlation of the same session
     * @param margin largest excess over the correlation of a neighbouring session
     */
    private record Window(int sessions, double highest, double margin) {}

    private VolatilityChecks() {}

    /** Refuses files that hold each other's instrument; asked before anything else, for nothing else holds then. */
    static void requireOwnPlaces(BarSeries index, BarSeries volatility) {
        double indexLevel = medianClose(index);
        double level = medianClose(volatility);
        if (equalShare(index, volatility) > COPY_SHARE) {
            throw AnomalyCode.FILES_IDENTICAL.refusal(String.format(
                    Locale.ROOT,
                    "%s and %s hold the same closes, around %.2f, which looks like %s; give both series",
                    index.instrument(),
                    volatility.instrument(),
                    level,
                    level > HIGHEST_LEVEL ? index.instrument() : volatility.instrument()));
        }
        if (level > HIGHEST_LEVEL && indexLevel >= LOWEST_LEVEL && indexLevel <= HIGHEST_LEVEL) {
            throw AnomalyCode.FILES_SWAPPED.refusal(String.format(
                    Locale.ROOT,
                    "the daily series look swapped: that of %s lies around %.2f like a volatility index, that of %s around"
                            + " %.2f like an index; exchange the two files",
                    index.instrument(),
                    indexLevel,
                    volatility.instrument(),
                    level));
        }
    }

    static double medianClose(BarSeries series) {
        return Quantiles.median()
                .compute(series.bars().stream().mapToDouble(DailyBar::close).toArray());
    }

    static double equalShare(BarSeries index, BarSeries volatility) {
        int common = 0;
        int equal = 0;
        for (DailyBar bar : volatility.bars()) {
            OptionalInt at = index.find(bar.session());
            if (at.isPresent()) {
                common++;
                equal += index.bar(at.getAsInt()).close() == bar.close() ? 1 : 0;
            }
        }
        return common == 0 ? 0 : equal / (double) common;
    }

    /** Refuses a volatility index of another level, unit, instrument or day. Both series are clean by themselves. */
    static void requireOwnVolatility(BarSeries index, BarSeries volatility) {
        requireLevel(volatility);
        PairedSeries pair = new PairedSeries(index, volatility);
        int[] rows = pair.commonRows();
        if (rows.length >= SCALE_SESSIONS) {
            requireScale(volatility, pair, newest(rows, SCALE_SESSIONS));
        }
        WINDOWS.stream()
                .filter(window -> rows.length >= window.sessions())
                .forEach(window -> requireTogether(index, volatility, pair, newest(rows, window.sessions()), window));
    }

    private static void requireLevel(BarSeries volatility) {
        DailyBar last = volatility.last();
        if (last.close() < LOWEST_LEVEL || last.close() > HIGHEST_LEVEL) {
            throw AnomalyCode.VOLATILITY_LEVEL.refusal(volatility.instrument() + ": the newest close, " + last.close()
                    + " on " + last.session()
                    + ", is no volatility index in percent (14.5 stands for 14.5 %): it must lie between "
                    + LOWEST_LEVEL + " and " + HIGHEST_LEVEL + "; is it in another unit, or another instrument?");
        }
    }

    private static void requireScale(BarSeries volatility, PairedSeries pair, int[] rows) {
        double squares = Arrays.stream(rows)
                .mapToDouble(pair::indexReturn)
                .map(change -> change * change)
                .average()
                .orElseThrow();
        double realized = 100 * Math.sqrt(SESSIONS_PER_YEAR * squares);
        double implied = Quantiles.median()
                .compute(Arrays.stream(rows).mapToDouble(pair::volatilityLevel).toArray());
        if (!(implied >= LOWEST_SCALE * realized && implied <= HIGHEST_SCALE * realized)) {
            throw AnomalyCode.VOLATILITY_SCALE.refusal(String.format(
                    Locale.ROOT,
                    "%s: its median of the last %d sessions is %.2f, the index's realised volatility in them %.2f %%; is one"
                            + " of the two in another unit, or another instrument?",
                    volatility.instrument(),
                    SCALE_SESSIONS,
                    implied,
                    realized));
        }
    }

    private static void requireTogether(
            BarSeries index, BarSeries volatility, PairedSeries pair, int[] rows, Window window) {
        double[] returns = RankCorrelation.ranks(
                Arrays.stream(rows).mapToDouble(pair::indexReturn).toArray());
        double[] moves = RankCorrelation.ranks(Arrays.stream(rows)
                .mapToDouble(i -> pair.volatilityChange(i).orElseThrow())
                .toArray());
        int last = window.sessions() - 1;
        double same = RankCorrelation.of(returns, moves);
        double next = RankCorrelation.of(Arrays.copyOfRange(returns, 1, last + 1), Arrays.copyOfRange(moves, 0, last));
        double before =
                RankCorrelation.of(Arrays.copyOfRange(returns, 0, last), Arrays.copyOfRange(moves, 1, last + 1));
        double other = Math.min(next, before);
        LocalDate until = volatility.last().session();
        boolean apart = same - other > window.margin();
        if (apart && other <= window.highest()) {
            throw AnomalyCode.VOLATILITY_A_SESSION_OFF.refusal(String.format(
                    Locale.ROOT,
                    "%s: in the %d sessions to %s its changes go with the returns of %s of the session %s (rank correlation"
                            + " %.2f) rather than with the same session's (%.2f): are its stamps a day off (time zone?), or"
                            + " is it another market's?",
                    volatility.instrument(),
                    window.sessions(),
                    until,
                    index.instrument(),
                    next < before ? "after" : "before",
                    other,
                    same));
        }
        if (apart || same > window.highest()) {
            throw AnomalyCode.VOLATILITY_UNRELATED.refusal(String.format(
                    Locale.ROOT,
                    "%s: in the %d sessions to %s its changes do not go against the returns of %s (rank correlation %.2f, at"
                            + " most %.2f expected): is it the volatility index of this index?",
                    volatility.instrument(),
                    window.sessions(),
                    until,
                    index.instrument(),
                    same,
                    window.highest()));
        }
    }

    private static int[] newest(int[] rows, int count) {
        return Arrays.copyOfRange(rows, rows.length - count, rows.length);
    }
}
