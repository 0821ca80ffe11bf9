package io.aegismatrix.data.internal;

import io.aegismatrix.data.Companion;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * New York between the invented sessions: an index whose return of a night and the night of {@link SyntheticMarket} have a
 * correlation of {@value #CORRELATION}, and its volatility index, which rises as it falls. Numbers of its own, so that it
 * changes no price at home. Not thread-safe.
 */
final class SyntheticNights {

    static final double CORRELATION = 0.6;

    private static final double START_LEVEL = 2_800;
    private static final double SHARE_OF_DEVIATION = 0.9;
    private static final double RANGE = 0.003;
    private static final double VOLATILITY_LEVEL = 17;
    private static final double VOLATILITY_MEMORY = 0.95;
    private static final double VOLATILITY_RESPONSE = -5;
    private static final double VOLATILITY_NOISE = 0.03;
    private static final double LARGEST = 4;

    private final TradingCalendar calendar;
    private final RandomGenerator random;
    private final List<DailyBar> index = new ArrayList<>();
    private final List<DailyBar> volatility = new ArrayList<>();
    private double level = START_LEVEL;
    private double fear = StrictMath.log(VOLATILITY_LEVEL);

    SyntheticNights(TradingCalendar calendar, LocalDate firstSession, long seed) {
        this.calendar = calendar;
        this.random = new Well19937c(seed ^ 0x2545F4914F6CDD1DL);
        add(Companion.SP500.lastDue(calendar.open(firstSession), calendar), 0);
    }

    /** Sessions of New York's index, oldest first. */
    List<DailyBar> index() {
        return index;
    }

    /** Those of its volatility index. */
    List<DailyBar> volatility() {
        return volatility;
    }

    /**
     * Invents what New York did before a session.
     *
     * @param night the session's overnight move in deviations of its own
     * @param deviation of the session, log return
     */
    void simulateBefore(LocalDate session, double night, double deviation) {
        LocalDate newest = index.get(index.size() - 1).session();
        List<LocalDate> days = newest.plusDays(1)
                .datesUntil(session)
                .filter(day -> Companion.SP500.isDue(day, calendar))
                .toList();
        double common = CORRELATION * Math.max(-LARGEST, Math.min(LARGEST, night));
        double own = StrictMath.sqrt(1 - CORRELATION * CORRELATION);
        for (LocalDate day : days) {
            double share = common / StrictMath.sqrt(days.size()) + own * random.nextGaussian();
            add(day, SHARE_OF_DEVIATION * deviation * share);
        }
    }

    private void add(LocalDate day, double move) {
        double before = level;
        level = before * StrictMath.exp(move);
        double range = RANGE * random.nextDouble();
        index.add(
                bar(day, before, Math.max(before, level) * (1 + range), Math.min(before, level) * (1 - range), level));
        double feared = StrictMath.exp(fear);
        double mean = StrictMath.log(VOLATILITY_LEVEL);
        fear = mean
                + VOLATILITY_MEMORY * (fear - mean)
                + VOLATILITY_RESPONSE * move
                + VOLATILITY_NOISE * random.nextGaussian();
        double closed = StrictMath.exp(fear);
        volatility.add(bar(day, feared, Math.max(feared, closed), Math.min(feared, closed), closed));
    }

    private static DailyBar bar(LocalDate day, double open, double high, double low, double close) {
        return new DailyBar(day, open, high, low, close, 0);
    }
}
