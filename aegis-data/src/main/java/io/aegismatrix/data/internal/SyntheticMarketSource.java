package io.aegismatrix.data.internal;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketSource;
import io.aegismatrix.data.Underlying;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** {@link SyntheticMarket} as a market source. Remembers what it has simulated, which is the same whoever asks first. */
public final class SyntheticMarketSource implements MarketSource {

    private static final String NAME = "synthetic";

    /** The session by whose close exactly the asked number of sessions exists. */
    private static final LocalDate REFERENCE = LocalDate.of(2024, 12, 31);

    private static final int MOST_SESSIONS = 4000;
    private static final int INTRADAY_SESSIONS = 60;

    private final NseCalendar calendar;
    private final LocalDate firstSession;
    private final SyntheticMarket market;

    /**
     * Creates a source.
     *
     * @param calendar the exchange's calendar
     * @param seed what fixes every price
     * @param sessions number of completed sessions as of the evening of 2024-12-31, 2 to 4,000; it fixes the start
     */
    public SyntheticMarketSource(NseCalendar calendar, long seed, int sessions) {
        if (sessions < 2 || sessions > MOST_SESSIONS) {
            throw new IllegalArgumentException("sessions must be from 2 to " + MOST_SESSIONS + ", was " + sessions);
        }
        this.calendar = calendar;
        this.firstSession = start(calendar, sessions);
        this.market = new SyntheticMarket(calendar, calendar.profile(), firstSession, seed);
    }

    private static LocalDate start(NseCalendar calendar, int sessions) {
        LocalDate day = REFERENCE;
        for (int i = 1; i < sessions; i++) {
            day = calendar.previousSession(day);
        }
        return day;
    }

    @Override
    public synchronized MarketSnapshot snapshot(MarketRequest request) {
        Instant asOf = request.asOf();
        LocalDate completed = calendar.lastCompletedSession(asOf);
        if (completed.isBefore(firstSession)) {
            throw new MarketDataException("synthetic market: the first session is " + firstSession
                    + ", nothing was completed at " + asOf + "; ask for a later moment or for more sessions");
        }
        LocalDate today = asOf.atZone(calendar.zone()).toLocalDate();
        // The nights before a session are made with it, and some of them are known before its day.
        market.simulateTo(calendar.nextSession(today, today));
        Underlying underlying = request.underlying();
        LocalDate from = request.from().orElse(firstSession);
        MarketSnapshot.Builder snapshot = MarketSnapshot.at(asOf, underlying, NseCalendar.load(underlying.expiryRule()))
                .synthetic(true)
                .daily(series(underlying.name(), market.daily(), from, completed))
                .volatilityIndex(series(underlying.volatilityIndex(), market.volatilityIndex(), from, completed))
                .intraday(intraday(underlying, from, asOf));
        if (request.companions()) {
            companion(Companion.SP500, market.nights().index()).ifPresent(snapshot::companion);
            companion(Companion.CBOE_VIX, market.nights().volatility()).ifPresent(snapshot::companion);
        }
        return snapshot.buildChecked(
                List.of(
                        stamp(underlying.name(), SourceStamp.DAILY, asOf),
                        stamp(underlying.volatilityIndex(), SourceStamp.DAILY, asOf),
                        stamp(underlying.name(), SourceStamp.INTRADAY, asOf)),
                List.of());
    }

    private static Optional<CompanionSeries> companion(Companion companion, List<DailyBar> bars) {
        return CompanionSeries.of(companion, NAME, BarSeries.of(companion.name(), bars));
    }

    private static SourceStamp stamp(String instrument, String kind, Instant asOf) {
        return new SourceStamp(NAME, instrument, kind, asOf, 0, 1);
    }

    private static BarSeries series(String name, List<DailyBar> bars, LocalDate from, LocalDate until) {
        BarSeries series = BarSeries.of(name, bars).until(until).from(from);
        if (series.isEmpty()) {
            throw new MarketDataException("synthetic market: no session of " + name + " from " + from + " to " + until);
        }
        return series;
    }

    private IntradaySeries intraday(Underlying underlying, LocalDate from, Instant asOf) {
        int end = position(asOf.atZone(calendar.zone()).toLocalDate());
        List<IntradayBar> bars = market.intraday().subList(Math.max(0, end - INTRADAY_SESSIONS), end).stream()
                .flatMap(List::stream)
                .toList();
        return IntradaySeries.of(underlying.name(), SyntheticMarket.INTERVAL, calendar.zone(), bars)
                .until(asOf)
                .from(from);
    }

    /** Number of simulated sessions up to and including {@code day}. */
    private int position(LocalDate day) {
        List<DailyBar> daily = market.daily();
        int end = daily.size();
        while (end > 0 && daily.get(end - 1).session().isAfter(day)) {
            end--;
        }
        return end;
    }
}
