package io.aegismatrix.data.internal;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * An invented index and its volatility index, session after session from a fixed start, so that a longer history always
 * begins with the shorter one. Daily variance follows GJR-GARCH(1,1) (Glosten, Jagannathan and Runkle 1993) times a
 * lognormal shock of the day; the night carries the measured share of it, the session the measured U-shape, one price a
 * minute. Jumps come rarely, mostly down and mostly overnight. The volatility index is the model's own 21-session
 * forecast times a mean-reverting premium.
 *
 * <p>Uses only arithmetic that gives the same bits on every platform. Not thread-safe.
 */
final class SyntheticMarket {

    private static final double START_LEVEL = 10_900;
    private static final double TICK = 0.05;
    private static final double DRIFT = 0.0004;

    /** About 14 % a year. */
    private static final double LONG_RUN_VARIANCE = 0.0090 * 0.0090;

    private static final double SHOCK_WEIGHT = 0.02;
    private static final double LEVERAGE = 0.13;
    private static final double PERSISTENCE = 0.88;
    private static final double TOTAL_PERSISTENCE = SHOCK_WEIGHT + LEVERAGE / 2 + PERSISTENCE;
    /** A move counts for at most this many deviations in the next variance: a jump is news, not a new regime. */
    private static final double LARGEST_SHOCK = 2.8;

    private static final double LARGEST_VARIANCE = 0.03 * 0.03;
    private static final double VARIANCE_NOISE = 0.35;

    private static final double JUMP_PROBABILITY = 0.02;
    private static final double JUMP_MEAN = -0.010;
    private static final double JUMP_DEVIATION = 0.014;
    private static final double JUMP_OVERNIGHT = 0.7;

    private static final int FORECAST_SESSIONS = 21;
    private static final double SESSIONS_A_YEAR = 252;
    private static final double PREMIUM_MEAN = 0.17;
    private static final double PREMIUM_MEMORY = 0.93;
    private static final double PREMIUM_NOISE = 0.022;
    /** Fear: the premium rises when the index falls. */
    private static final double PREMIUM_RESPONSE = -0.8;

    private static final int READINGS_A_DAY = 12;
    private static final double VOLATILITY_OF_DAY = 0.045;

    /** Length of an intraday bar. */
    static final Duration INTERVAL = Duration.ofMinutes(5);

    private static final int STEPS_A_BAR = 5;

    private final TradingCalendar calendar;
    private final VarianceProfile profile;
    private final RandomGenerator prices;
    private final RandomGenerator volatility;

    private final List<DailyBar> daily = new ArrayList<>();
    private final List<DailyBar> volatilityIndex = new ArrayList<>();
    private final List<List<IntradayBar>> intraday = new ArrayList<>();

    private LocalDate simulatedTo;
    private double close = START_LEVEL;
    private double variance = LONG_RUN_VARIANCE;
    private double premium = PREMIUM_MEAN;
    private double indexClose;

    SyntheticMarket(TradingCalendar calendar, VarianceProfile profile, LocalDate firstSession, long seed) {
        this.calendar = calendar;
        this.profile = profile;
        this.simulatedTo = firstSession.minusDays(1);
        this.prices = new Well19937c(seed);
        this.volatility = new Well19937c(seed ^ 0x5DEECE66DL);
        this.indexClose = impliedVolatility();
    }

    /** Extends the history to {@code day}, inclusive. */
    void simulateTo(LocalDate day) {
        for (LocalDate next = simulatedTo.plusDays(1); !next.isAfter(day); next = next.plusDays(1)) {
            if (calendar.isSession(next)) {
                simulate(next);
            }
            simulatedTo = next;
        }
    }

    /** All simulated sessions of the index, oldest first. */
    List<DailyBar> daily() {
        return daily;
    }

    /** All simulated sessions of the volatility index, oldest first. */
    List<DailyBar> volatilityIndex() {
        return volatilityIndex;
    }

    /** The bars inside each simulated session, in the order of {@link #daily()}. */
    List<List<IntradayBar>> intraday() {
        return intraday;
    }

    private void simulate(LocalDate session) {
        double before = close;
        double today =
                variance * StrictMath.exp(VARIANCE_NOISE * prices.nextGaussian() - VARIANCE_NOISE * VARIANCE_NOISE / 2);
        double jump = prices.nextDouble() < JUMP_PROBABILITY ? JUMP_MEAN + JUMP_DEVIATION * prices.nextGaussian() : 0;
        boolean jumpsOvernight = prices.nextDouble() < JUMP_OVERNIGHT;
        double night =
                StrictMath.sqrt(today * profile.overnight()) * prices.nextGaussian() + (jumpsOvernight ? jump : 0);
        double open = tick(before * StrictMath.exp(night));
        simulateSession(session, open, today * (1 - profile.overnight()), jumpsOvernight ? 0 : jump);
        double move = StrictMath.log(close / before);
        updateVariance(move);
        premium = PREMIUM_MEAN
                + PREMIUM_MEMORY * (premium - PREMIUM_MEAN)
                + PREMIUM_NOISE * volatility.nextGaussian()
                + PREMIUM_RESPONSE * move;
        simulateVolatilityIndex(session);
    }

    private void updateVariance(double move) {
        double limit = LARGEST_SHOCK * StrictMath.sqrt(variance);
        double shock = Math.max(-limit, Math.min(limit, move));
        double weight = SHOCK_WEIGHT + (shock < 0 ? LEVERAGE : 0);
        double next = LONG_RUN_VARIANCE * (1 - TOTAL_PERSISTENCE) + weight * shock * shock + PERSISTENCE * variance;
        variance = Math.min(LARGEST_VARIANCE, next);
    }

    private void simulateSession(LocalDate session, double open, double sessionVariance, double jump) {
        Instant start = calendar.open(session);
        int bars = (int) (Duration.between(start, calendar.close(session)).toMinutes() / INTERVAL.toMinutes());
        int jumpBar = jump == 0 ? -1 : prices.nextInt(bars);
        double drift = DRIFT / (bars * STEPS_A_BAR);
        List<IntradayBar> path = new ArrayList<>(bars);
        double price = open;
        double log = StrictMath.log(open);
        for (int bar = 0; bar < bars; bar++) {
            double share = profile.sessionShareAt((bar + 1.0) / bars) - profile.sessionShareAt(bar / (double) bars);
            double deviation = StrictMath.sqrt(sessionVariance * share / STEPS_A_BAR);
            double first = price;
            double high = price;
            double low = price;
            for (int step = 0; step < STEPS_A_BAR; step++) {
                log += drift + deviation * prices.nextGaussian() + (bar == jumpBar && step == 0 ? jump : 0);
                price = tick(StrictMath.exp(log));
                high = Math.max(high, price);
                low = Math.min(low, price);
            }
            path.add(new IntradayBar(start.plus(INTERVAL.multipliedBy(bar)), first, high, low, price));
        }
        intraday.add(List.copyOf(path));
        daily.add(aggregate(session, path));
        close = price;
    }

    private static DailyBar aggregate(LocalDate session, List<IntradayBar> path) {
        double high = 0;
        double low = Double.MAX_VALUE;
        for (IntradayBar bar : path) {
            high = Math.max(high, bar.high());
            low = Math.min(low, bar.low());
        }
        return new DailyBar(
                session,
                path.get(0).open(),
                high,
                low,
                path.get(path.size() - 1).close(),
                0);
    }

    /** Expected annualised volatility of the next month, in index points, with the premium a seller asks. */
    private double impliedVolatility() {
        double decay = (1 - StrictMath.pow(TOTAL_PERSISTENCE, FORECAST_SESSIONS))
                / (FORECAST_SESSIONS * (1 - TOTAL_PERSISTENCE));
        double expected = LONG_RUN_VARIANCE + (variance - LONG_RUN_VARIANCE) * decay;
        return 100 * StrictMath.sqrt(SESSIONS_A_YEAR * expected) * StrictMath.exp(premium);
    }

    /** The day's path of the volatility index: a noisy bridge from yesterday's close to what the index's day asks for. */
    private void simulateVolatilityIndex(LocalDate session) {
        double from = StrictMath.log(indexClose);
        double to = StrictMath.log(impliedVolatility());
        double open = basisPoint(indexClose);
        double high = open;
        double low = open;
        double walk = 0;
        double value = open;
        for (int point = 1; point <= READINGS_A_DAY; point++) {
            double part = point / (double) READINGS_A_DAY;
            int left = READINGS_A_DAY - point + 1;
            walk += -walk / left
                    + VOLATILITY_OF_DAY
                            * StrictMath.sqrt((left - 1.0) / left / READINGS_A_DAY)
                            * volatility.nextGaussian();
            value = basisPoint(StrictMath.exp(from + part * (to - from) + walk));
            high = Math.max(high, value);
            low = Math.min(low, value);
        }
        volatilityIndex.add(new DailyBar(session, open, high, low, value, 0));
        indexClose = value;
    }

    private static double tick(double price) {
        return StrictMath.rint(price / TICK) / (1 / TICK);
    }

    private static double basisPoint(double value) {
        return StrictMath.rint(value * 100) / 100;
    }
}
