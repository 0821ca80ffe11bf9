package io.aegismatrix.features.kit;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A seeded random walk with clustered volatility and a volatility index, on weekdays from 2018-01-01.
 *
 * @param daily bars of the underlying
 * @param volatilityIndex bars of its volatility index, one a session
 */
public record RandomMarket(BarSeries daily, BarSeries volatilityIndex) {

    private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);

    /** The market of a seed. */
    public static RandomMarket of(long seed, int sessions) {
        Random random = new Random(seed);
        List<DailyBar> bars = new ArrayList<>();
        List<DailyBar> implied = new ArrayList<>();
        double close = 10_000;
        double volatility = 0.01;
        for (LocalDate day : weekdays(sessions)) {
            volatility = Math.exp(0.97 * Math.log(volatility) + 0.03 * Math.log(0.01) + 0.1 * random.nextGaussian());
            double open = close * Math.exp(0.4 * volatility * random.nextGaussian());
            double before = close;
            close = open * Math.exp(volatility * random.nextGaussian());
            double high = Math.max(open, close) * Math.exp(0.3 * volatility * Math.abs(random.nextGaussian()));
            double low = Math.min(open, close) * Math.exp(-0.3 * volatility * Math.abs(random.nextGaussian()));
            bars.add(new DailyBar(day, open, high, low, close, 0));
            implied.add(impliedBar(day, volatility, Math.log(close / before), random));
        }
        return new RandomMarket(BarSeries.of("RANDOM", bars), BarSeries.of("RANDOMVIX", implied));
    }

    private static DailyBar impliedBar(LocalDate day, double volatility, double move, Random random) {
        double close = 1700 * volatility * Math.exp(-2 * move + 0.03 * random.nextGaussian());
        double open = close * Math.exp(0.02 * random.nextGaussian());
        double high = Math.max(open, close) * Math.exp(0.02 * random.nextDouble());
        double low = Math.min(open, close) * Math.exp(-0.02 * random.nextDouble());
        return new DailyBar(day, open, high, low, close, 0);
    }

    /** A market in which nothing ever moves. */
    public static RandomMarket flat(int sessions) {
        return new RandomMarket(
                BarSeries.of("FLAT", flatBars(sessions, 10_000.1)), BarSeries.of("FLATVIX", flatBars(sessions, 13.7)));
    }

    private static List<DailyBar> flatBars(int sessions, double price) {
        return weekdays(sessions).stream()
                .map(day -> new DailyBar(day, price, price, price, price, 0))
                .toList();
    }

    private static List<LocalDate> weekdays(int sessions) {
        WeekdayCalendar calendar = new WeekdayCalendar();
        return FIRST.datesUntil(FIRST.plusYears(60))
                .filter(calendar::isSession)
                .limit(sessions)
                .toList();
    }

    /** The two series joined. */
    public MarketHistory history() {
        return MarketHistory.of(daily, volatilityIndex);
    }

    /** The market as it was known at the close of a row. */
    public RandomMarket until(int row) {
        LocalDate session = daily.bar(row).session();
        return new RandomMarket(daily.until(session), volatilityIndex.until(session));
    }

    /** The same market in other units; the volatility index stays. */
    public RandomMarket scaled(double factor) {
        return withDaily(bar -> new DailyBar(
                bar.session(),
                bar.open() * factor,
                bar.high() * factor,
                bar.low() * factor,
                bar.close() * factor,
                bar.volume()));
    }

    /** The same market with other bars. */
    public RandomMarket withDaily(UnaryOperator<DailyBar> change) {
        return new RandomMarket(
                BarSeries.of(
                        daily.instrument(), daily.bars().stream().map(change).toList()),
                volatilityIndex);
    }

    /** The same market without the volatility index on some sessions. */
    public RandomMarket withoutVolatilityIndexOn(List<LocalDate> sessions) {
        Set<LocalDate> missing = new HashSet<>(sessions);
        return new RandomMarket(
                daily,
                BarSeries.of(
                        volatilityIndex.instrument(),
                        volatilityIndex.bars().stream()
                                .filter(bar -> !missing.contains(bar.session()))
                                .toList()));
    }
}
