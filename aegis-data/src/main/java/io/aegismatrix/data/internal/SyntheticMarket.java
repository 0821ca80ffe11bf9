package io.aegismatrix.data.internal;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /**
     * Sessions whose hours were corrected after paths had been drawn through them, and the bars drawn then: every price
     * after them hangs on that number.
     */
    private static final Map<LocalDate, Integer> DRAWN =
            Map.of(LocalDate.of(2018, 11, 7), 18, LocalDate.of(2024, 3, 2), 39, LocalDate.of(2024, 5, 18), 39);

    private final TradingCalendar calendar;
    private final VarianceProfile profile;
    private final RandomGenerator prices;
    private final RandomGenerator volatility;

    private final List<DailyBar> daily = new ArrayList<>();
    private final List<DailyBar> volatilityIndex = new ArrayList<>();
    private final List<List<IntradayBar>> intraday = new ArrayList<>();

    private final SyntheticNights nights;

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
        this.nights = new SyntheticNights(calendar, firstSession, seed);
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

    /** New York between those sessions. */
    SyntheticNights nights() {
        return nights;
    }

    private void simulate(LocalDate session) {
        double before = close;
        double today =
                variance * StrictMath.exp(VARIANCE_NOISE * prices.nextGaussian() - VARIANCE_NOISE * VARIANCE_NOISE / 2);
        double jump = prices.nextDouble() < JUMP_PROBABILITY ? JUMP_MEAN + JUMP_DEVIATION * prices.nextGaussian() : 0;
        boolean jumpsOvernight = prices.nextDouble() < JUMP_OVERNIGHT;
        double night =
                StrictMath.sqrt(today * profile.overnight()) * prices.nextGaussian() + (jumpsOvernight ? jump : 0);
        nights.simulateBefore(session, night / StrictMath.sqrt(today * profile.overnight()), StrictMath.sqrt(today));
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
        SessionHours hours = calendar.hours(session);
        int bars = drawn(session, hours);
        int jumpBar = jump == 0 ? -1 : prices.nextInt(bars);
        double drift = DRIFT / (bars * STEPS_A_BAR);
        double end = hours.hasAuction() ? profile.auctionStart() : 1;
        List<Path> path = new ArrayList<>(bars);
        double price = open;
        double log = StrictMath.log(open);
        for (int bar = 0; bar < bars; bar++) {
            double share = profile.sessionShareAt((bar + 1.0) / bars * end)
                    - profile.sessionShareAt(bar / (double) bars * end);
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
            path.add(new Path(first, high, low, price));
        }
        List<IntradayBar> laidOut = layOut(path, hours);
        if (hours.hasAuction()) {
            double left = 1 - profile.sessionShareAt(end);
            price = tick(StrictMath.exp(log + StrictMath.sqrt(sessionVariance * left) * prices.nextGaussian()));
            laidOut.addAll(auction(hours, laidOut.get(laidOut.size() - 1).close(), price));
        }
        intraday.add(List.copyOf(laidOut));
        daily.add(aggregate(session, laidOut));
        close = price;
    }

    /** Number of bars drawn for a session: that of its hours, or of the hours it had when its path was first drawn. */
    private static int drawn(LocalDate session, SessionHours hours) {
        return DRAWN.getOrDefault(session, (int) (hours.moved(hours.indexStop()).toMinutes() / INTERVAL.toMinutes()));
    }

    /** Puts what was drawn into the bars in which the index moves; where there are fewer, neighbours become one. */
    private static List<IntradayBar> layOut(List<Path> drawn, SessionHours hours) {
        List<Instant> starts = Stream.iterate(
                        hours.open(), start -> start.isBefore(hours.indexStop()), start -> start.plus(INTERVAL))
                .filter(hours::moves)
                .toList();
        List<IntradayBar> bars = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            List<Path> part = drawn.subList(i * drawn.size() / starts.size(), (i + 1) * drawn.size() / starts.size());
            Path whole = part.stream().reduce(Path::then).orElseThrow();
            bars.add(new IntradayBar(starts.get(i), whole.open(), whole.high(), whole.low(), whole.close()));
        }
        return bars;
    }

    /** The index stands still from its stop on and jumps once. */
    private static List<IntradayBar> auction(SessionHours hours, double stood, double settled) {
        List<IntradayBar> bars = new ArrayList<>();
        double price = stood;
        for (Instant start = hours.indexStop(); start.isBefore(hours.close()); start = start.plus(INTERVAL)) {
            double next = start.plus(INTERVAL).isAfter(hours.auctionPrint()) ? settled : stood;
            bars.add(new IntradayBar(start, price, Math.max(price, next), Math.min(price, next), next));
            price = next;
        }
        return bars;
    }

    /** Prices of one stretch of the drawn path. */
    private record Path(double open, double high, double low, double close) {

        Path then(Path next) {
            return new Path(open, Math.max(high, next.high), Math.min(low, next.low), next.close);
        }
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
