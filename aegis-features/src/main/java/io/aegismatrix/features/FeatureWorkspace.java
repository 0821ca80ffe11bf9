package io.aegismatrix.features;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.indicator.Atr;
import io.aegismatrix.features.indicator.Rolling;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What one computation of a feature frame shares: the history as columns, the calendar, and intermediates that several
 * features need, each computed once. Lives for one frame and belongs to one thread.
 *
 * <p>Columns handed out inside this package are shared and must not be written to.
 */
public final class FeatureWorkspace {

    private static final double MICRO_VARIANCE = 1e-8;

    private final MarketHistory history;
    private final TradingCalendar calendar;
    private final Map<String, double[]> shared = new HashMap<>();
    private final Map<String, List<LocalDate>> dates = new HashMap<>();

    FeatureWorkspace(MarketHistory history, TradingCalendar calendar) {
        this.history = Objects.requireNonNull(history, "history");
        this.calendar = Objects.requireNonNull(calendar, "calendar");
    }

    /** The daily history. */
    public MarketHistory history() {
        return history;
    }

    /** The exchange's calendar. */
    public TradingCalendar calendar() {
        return calendar;
    }

    int size() {
        return history.size();
    }

    /** Computes an intermediate at its first use. Recursive, so no {@code computeIfAbsent}. */
    double[] shared(String name, Supplier<double[]> computation) {
        double[] known = shared.get(name);
        if (known != null) {
            return known;
        }
        double[] column = computation.get();
        shared.put(name, column);
        return column;
    }

    /** One date a row, computed at its first use from the row's session. */
    List<LocalDate> dates(String name, UnaryOperator<LocalDate> ofSession) {
        return dates.computeIfAbsent(
                name, key -> history.sessions().stream().map(ofSession).toList());
    }

    double[] open() {
        return shared("open", history::opens);
    }

    double[] high() {
        return shared("high", history::highs);
    }

    double[] low() {
        return shared("low", history::lows);
    }

    double[] close() {
        return shared("close", history::closes);
    }

    double[] vix() {
        return shared("vix", history::vixCloses);
    }

    double[] logReturn() {
        return shared("log_return", history::logReturns);
    }

    double[] variance() {
        return shared("variance", history::variances);
    }

    double[] trueRange() {
        return shared("true_range", () -> Atr.trueRange(high(), low(), close()));
    }

    double[] range() {
        return shared("range", () -> column(i -> history.high(i) - history.low(i)));
    }

    double[] atr() {
        return shared("atr", () -> Rolling.mean(trueRange(), MarketHistory.ATR_SESSIONS));
    }

    /** Log of realised volatility over {@code window} sessions, floored so that a still market stays finite. */
    double[] logRealizedVolatility(int window) {
        return shared("log_realized_volatility_" + window, () -> {
            double[] mean = Rolling.mean(variance(), window);
            return column(i -> 0.5 * Math.log(TradingCalendar.SESSIONS_PER_YEAR * mean[i] + MICRO_VARIANCE));
        });
    }

    /** Realised volatility over {@code window} sessions, annualised decimal. */
    double[] realizedVolatility(int window) {
        return shared("realized_volatility_" + window, () -> {
            double[] mean = Rolling.mean(variance(), window);
            return column(i -> Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR * mean[i]));
        });
    }

    /** A function of one row. */
    @FunctionalInterface
    interface RowFunction {
        double at(int row);
    }

    /** One value a row. */
    double[] column(RowFunction function) {
        double[] result = new double[size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.at(i);
        }
        return result;
    }

    /** One value a row from row {@code first} on, NaN before. */
    double[] columnFrom(int first, RowFunction function) {
        return column(i -> i < first ? Double.NaN : function.at(i));
    }

    /** Change against {@code sessions} rows ago. */
    double[] change(double[] values, int sessions) {
        return columnFrom(sessions, i -> values[i] - values[i - sessions]);
    }

    /** Volatility of one session as an annualised decimal. */
    double[] annualized(double[] sessionVolatility) {
        double factor = Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR);
        return column(i -> factor * sessionVolatility[i]);
    }

    /** ln(close / level). */
    double[] distance(double[] level) {
        double[] close = close();
        return column(i -> Math.log(close[i] / level[i]));
    }

    /** Values in units of the average true range; 0 where the market did not move. */
    double[] inAtr(double[] points) {
        double[] atr = atr();
        return column(i -> ratio(points[i], atr[i], 0));
    }

    /** {@code numerator / denominator}, or {@code neutral} where the denominator is 0; NaN stays NaN. */
    static double ratio(double numerator, double denominator, double neutral) {
        return denominator == 0 ? neutral : numerator / denominator;
    }

    /**
     * Applies a rolling function to the values that are present, as if the missing sessions did not exist, and puts the
     * results back on their rows.
     */
    double[] onPresent(double[] values, UnaryOperator<double[]> function) {
        double[] present = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[count++] = value;
            }
        }
        double[] computed = function.apply(Arrays.copyOf(present, count));
        double[] result = new double[values.length];
        int next = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = Double.isNaN(values[i]) ? Double.NaN : computed[next++];
        }
        return result;
    }
}
