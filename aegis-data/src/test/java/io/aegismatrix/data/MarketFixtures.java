package io.aegismatrix.data;

import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Small, real-shaped markets for tests of other modules. All deterministic. */
public final class MarketFixtures {

    /** The evening of the last session of 2024, when every fixture's history is complete. */
    public static final Instant EVENING = Instant.parse("2024-12-31T10:30:00Z");

    /** The middle of the last session of 2024, when the market is open. */
    public static final Instant NOON = Instant.parse("2024-12-31T06:30:00Z");

    private static final long SEED = 20241231;

    private MarketFixtures() {}

    /** A synthetic market with {@code sessions} completed sessions as of {@link #EVENING}. */
    public static MarketSnapshot snapshot(int sessions) {
        return snapshot(sessions, EVENING);
    }

    /** A synthetic market with {@code sessions} completed sessions as of {@link #EVENING}, seen at {@code asOf}. */
    public static MarketSnapshot snapshot(int sessions, Instant asOf) {
        return MarketSources.synthetic(SEED, sessions).snapshot(MarketRequest.nifty50(asOf));
    }

    /** Daily bars with the given closes on the last sessions up to 2024-12-31; each bar spans 0.5 % either side. */
    public static BarSeries closes(String instrument, double... closes) {
        TradingCalendar calendar = MarketSources.nseCalendar();
        List<DailyBar> bars = new ArrayList<>();
        LocalDate session = LocalDate.of(2024, 12, 31);
        for (int i = closes.length - 1; i >= 0; i--) {
            double open = i == 0 ? closes[0] : closes[i - 1];
            double high = 1.005 * Math.max(open, closes[i]);
            double low = 0.995 * Math.min(open, closes[i]);
            bars.add(0, new DailyBar(session, open, high, low, closes[i], 0));
            session = calendar.previousSession(session);
        }
        return BarSeries.of(instrument, bars);
    }

    /** A snapshot of the given series, assessed, as of {@link #EVENING}. */
    public static MarketSnapshot snapshot(BarSeries daily, BarSeries volatilityIndex) {
        return MarketSnapshot.at(EVENING, Underlying.NIFTY50, MarketSources.nseCalendar())
                .daily(daily)
                .volatilityIndex(volatilityIndex)
                .assessQuality(List.of(), List.of())
                .synthetic(true)
                .build();
    }

    /** The same history with every index price multiplied: shapes must not change. */
    public static BarSeries scaled(BarSeries series, double factor) {
        return BarSeries.of(
                series.instrument(),
                series.bars().stream()
                        .map(bar -> new DailyBar(
                                bar.session(),
                                bar.open() * factor,
                                bar.high() * factor,
                                bar.low() * factor,
                                bar.close() * factor,
                                bar.volume()))
                        .toList());
    }
}
