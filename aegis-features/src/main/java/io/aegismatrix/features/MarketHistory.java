package io.aegismatrix.features;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.indicator.Atr;
import io.aegismatrix.features.indicator.RangeVolatility;
import io.aegismatrix.features.indicator.Rolling;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The daily history on primitive columns: one row a completed session of the underlying, with the volatility index
 * joined by date. Immutable and thread-safe.
 *
 * <p>Where the volatility index has no bar for a session its columns hold NaN: a missing volatility index is missing.
 * Quantities that need earlier sessions (overnight gap, variance, average true range) are NaN until those exist.
 */
public final class MarketHistory {

    /** Sessions in the average true range that breakouts are measured against. */
    public static final int ATR_SESSIONS = 14;

    /** Daily returns in the trailing standard deviation that sizes the neutral zone. */
    public static final int SIGMA_SESSIONS = 20;

    private final String instrument;
    private final LocalDate[] sessions;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] vix;
    private final double[] vixHigh;
    private final double[] vixLow;
    private final double[] logReturn;
    private final double[] variance;
    private final double[] trueRange;
    private final double[] atr;
    private final double[] sigma;

    private MarketHistory(BarSeries daily, BarSeries volatilityIndex) {
        int n = daily.size();
        instrument = daily.instrument();
        sessions = new LocalDate[n];
        open = new double[n];
        high = new double[n];
        low = new double[n];
        close = new double[n];
        vix = missing(n);
        vixHigh = missing(n);
        vixLow = missing(n);
        for (int i = 0; i < n; i++) {
            DailyBar bar = daily.bar(i);
            sessions[i] = bar.session();
            open[i] = bar.open();
            high[i] = bar.high();
            low[i] = bar.low();
            close[i] = bar.close();
            OptionalInt position = volatilityIndex.find(bar.session());
            if (position.isPresent()) {
                DailyBar implied = volatilityIndex.bar(position.getAsInt());
                vix[i] = implied.close();
                vixHigh[i] = implied.high();
                vixLow[i] = implied.low();
            }
        }
        logReturn = missing(n);
        for (int i = 1; i < n; i++) {
            logReturn[i] = Math.log(close[i] / close[i - 1]);
        }
        variance = RangeVolatility.garmanKlassVariance(open, high, low, close);
        trueRange = Atr.trueRange(high, low, close);
        atr = Rolling.mean(trueRange, ATR_SESSIONS);
        sigma = Rolling.standardDeviation(logReturn, SIGMA_SESSIONS);
    }

    private MarketHistory(MarketHistory whole, int from) {
        int to = whole.size();
        instrument = whole.instrument;
        sessions = Arrays.copyOfRange(whole.sessions, from, to);
        open = Arrays.copyOfRange(whole.open, from, to);
        high = Arrays.copyOfRange(whole.high, from, to);
        low = Arrays.copyOfRange(whole.low, from, to);
        close = Arrays.copyOfRange(whole.close, from, to);
        vix = Arrays.copyOfRange(whole.vix, from, to);
        vixHigh = Arrays.copyOfRange(whole.vixHigh, from, to);
        vixLow = Arrays.copyOfRange(whole.vixLow, from, to);
        logReturn = Arrays.copyOfRange(whole.logReturn, from, to);
        variance = Arrays.copyOfRange(whole.variance, from, to);
        trueRange = Arrays.copyOfRange(whole.trueRange, from, to);
        atr = Arrays.copyOfRange(whole.atr, from, to);
        sigma = Arrays.copyOfRange(whole.sigma, from, to);
    }

    /**
     * The same with the newest session's volatility index taken from the session before where it has none and that one
     * has. For a forecast of today only: in a history a missing volatility index is missing.
     */
    MarketHistory withNewestVolatilityCarried() {
        int last = size() - 1;
        if (last < 1 || !Double.isNaN(vix[last]) || Double.isNaN(vix[last - 1])) {
            return this;
        }
        MarketHistory carried = new MarketHistory(this, 0);
        carried.vix[last] = vix[last - 1];
        carried.vixHigh[last] = vixHigh[last - 1];
        carried.vixLow[last] = vixLow[last - 1];
        return carried;
    }

    /** The rows from {@code row} on, with what they know of the rows before. */
    MarketHistory from(int row) {
        return row == 0 ? this : new MarketHistory(this, row);
    }

    private static double[] missing(int n) {
        double[] column = new double[n];
        Arrays.fill(column, Double.NaN);
        return column;
    }

    /**
     * Joins the two series by date.
     *
     * @throws MarketDataException if there is no daily bar
     */
    public static MarketHistory of(BarSeries daily, BarSeries volatilityIndex) {
        if (daily.isEmpty()) {
            throw new MarketDataException(daily.instrument() + ": no daily bar");
        }
        return new MarketHistory(daily, volatilityIndex);
    }

    /** Name of the underlying. */
    public String instrument() {
        return instrument;
    }

    /** Number of sessions. */
    public int size() {
        return sessions.length;
    }

    /** Trading day of row {@code i}. */
    public LocalDate session(int i) {
        return sessions[i];
    }

    /** All trading days, oldest first; unmodifiable. */
    public List<LocalDate> sessions() {
        return List.of(sessions);
    }

    /** Row of a session, or empty if there is none. */
    public OptionalInt find(LocalDate session) {
        int position = Arrays.binarySearch(sessions, session);
        return position >= 0 ? OptionalInt.of(position) : OptionalInt.empty();
    }

    /** Rows whose session is on or before {@code day}. */
    public int rowsUntil(LocalDate day) {
        int position = Arrays.binarySearch(sessions, day);
        return position >= 0 ? position + 1 : -position - 1;
    }

    /** First price, points. */
    public double open(int i) {
        return open[i];
    }

    /** Highest price, points. */
    public double high(int i) {
        return high[i];
    }

    /** Lowest price, points. */
    public double low(int i) {
        return low[i];
    }

    /** Official close, points. */
    public double close(int i) {
        return close[i];
    }

    /** Close of the volatility index in its own points (14.5 = 14.5 %), NaN where it has no bar. */
    public double vix(int i) {
        return vix[i];
    }

    /** Highest value of the volatility index, NaN where it has no bar. */
    public double vixHigh(int i) {
        return vixHigh[i];
    }

    /** Lowest value of the volatility index, NaN where it has no bar. */
    public double vixLow(int i) {
        return vixLow[i];
    }

    /** ln(close / previous close), NaN in the first row. */
    public double logReturn(int i) {
        return logReturn[i];
    }

    /**
     * Variance proxy of one session: squared overnight log return plus the Garman-Klass variance of the session
     * (Garman and Klass 1980, equation 20). Not annualised. NaN in the first row.
     */
    public double variance(int i) {
        return variance[i];
    }

    /** Largest of high − low, |high − previous close| and |low − previous close|, points. */
    public double trueRange(int i) {
        return trueRange[i];
    }

    /** Simple mean of the last {@value #ATR_SESSIONS} true ranges, points. */
    public double atr(int i) {
        return atr[i];
    }

    /** Standard deviation (n − 1) of the last {@value #SIGMA_SESSIONS} daily log returns, a session, not annualised. */
    public double sigma(int i) {
        return sigma[i];
    }

    /**
     * Realised volatility over {@code h} sessions ending at row {@code i}, annualised decimal:
     * sqrt(252 / h · Σ variance). NaN where a session is missing.
     */
    public double trailingVolatility(int i, int h) {
        double sum = 0;
        for (int j = i - h + 1; j <= i; j++) {
            sum += j < 0 ? Double.NaN : variance[j];
        }
        return Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR * sum / h);
    }

    /** Implied move of {@code h} sessions at row {@code i} as a log-return standard deviation: VIX/100·sqrt(h/252). */
    public double impliedMove(int i, double h) {
        return vix[i] / 100 * Math.sqrt(h / TradingCalendar.SESSIONS_PER_YEAR);
    }

    /** A copy of the closes. */
    public double[] closes() {
        return close.clone();
    }

    /** A copy of the highs. */
    public double[] highs() {
        return high.clone();
    }

    /** A copy of the lows. */
    public double[] lows() {
        return low.clone();
    }

    /** A copy of the opens. */
    public double[] opens() {
        return open.clone();
    }

    /** A copy of the volatility index closes, NaN where missing. */
    public double[] vixCloses() {
        return vix.clone();
    }

    /** A copy of the log returns. */
    public double[] logReturns() {
        return logReturn.clone();
    }

    /** A copy of the variance proxies. */
    public double[] variances() {
        return variance.clone();
    }
}
