package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.internal.OfficialBars;
import io.aegismatrix.data.io.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One answer in the making, from one consistent state of the file. */
final class StoreReading {

    private static final String NAME = "store";
    private static final LiveSettings.Checks CHECKS = LiveSettings.defaults().checks();

    /** Older than any bar there can be. */
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    private final Connection connection;
    private final Path path;
    private final TradingCalendar calendar;
    private final MarketRequest request;
    private final Underlying underlying;
    private final Instant asOf;

    StoreReading(Connection connection, Path path, TradingCalendar calendar, MarketRequest request) {
        this.connection = connection;
        this.path = path;
        this.calendar = calendar;
        this.request = request;
        this.underlying = request.underlying();
        this.asOf = request.asOf();
    }

    MarketSnapshot snapshot() throws SQLException {
        BarSeries daily = daily(underlying.name());
        if (daily.isEmpty()) {
            throw nothingHeld();
        }
        BarSeries volatility = daily(underlying.volatilityIndex());
        Optional<IntradaySeries> intraday = intraday();
        Instant lastPrice = intraday.map(StoreReading::end).orElse(Instant.MIN);
        MarketSnapshot.Builder builder = MarketSnapshot.at(asOf, underlying, calendar);
        for (Companion companion : request.companions() ? Companion.of(underlying) : List.<Companion>of()) {
            BarSeries bars = daily(companion.name(), "", companion.lastKnown(asOf, calendar));
            CompanionSeries.of(companion, NAME, bars).ifPresent(builder::companion);
        }
        return builder.daily(daily)
                .volatilityIndex(volatility)
                .intraday(intraday.orElse(null))
                .quote(quote(daily)
                        .filter(quote -> !quote.at().isBefore(lastPrice))
                        .orElse(null))
                .volatilityQuote(quote(volatility).orElse(null))
                .optionChain(optionChain().orElse(null))
                .buildChecked(
                        List.of(
                                stamp(underlying.name(), SourceStamp.DAILY),
                                stamp(underlying.volatilityIndex(), SourceStamp.DAILY),
                                stamp(underlying.name(), SourceStamp.INTRADAY),
                                stamp(underlying.name(), SourceStamp.QUOTE),
                                stamp(underlying.volatilityIndex(), SourceStamp.QUOTE),
                                stamp(underlying.name(), SourceStamp.OPTION_CHAIN)),
                        overruled(daily, volatility));
    }

    /** Hands over the chains known of the sessions asked for, by time. */
    void chains(Consumer<OptionChain> taker) throws SQLException {
        Optional<Long> instrument = Instruments.find(connection, underlying.name());
        if (instrument.isPresent()) {
            new OptionChainTable(connection)
                    .each(instrument.get(), startOf(request.from().orElse(BEGINNING)), asOf, taker);
        }
    }

    /** The bars of an instrument that were the exchange's own. */
    BarSeries official(String name) throws SQLException {
        return daily(
                name,
                " AND coalesce(r.old_source, b.source) = ?",
                calendar.lastCompletedSession(asOf),
                MarketFetch.EXCHANGE);
    }

    private List<Anomaly> overruled(BarSeries daily, BarSeries volatility) throws SQLException {
        List<Anomaly> told = new ArrayList<>();
        told.addAll(overruled(daily, CHECKS.close()));
        told.addAll(overruled(volatility, CHECKS.volatilityClose()));
        return told;
    }

    /** What others said of the last year's closes that are the exchange's own, each source's as it said it last. */
    private List<Anomaly> overruled(BarSeries bars, double tolerance) throws SQLException {
        Optional<Long> instrument = Instruments.find(connection, bars.instrument());
        if (instrument.isEmpty() || bars.isEmpty()) {
            return List.of();
        }
        List<OfficialBars.Said> said = Sql.list(
                connection,
                row -> new OfficialBars.Said(row.getString("source"), dailyBar(row)),
                "SELECT source, session, open, high, low, close, volume FROM daily_bar_overruled"
                        + " WHERE instrument_id = ? AND session BETWEEN ? AND ? AND first_seen <= ?"
                        + " ORDER BY session, source, first_seen",
                instrument.get(),
                bars.last().session().minusYears(1).toString(),
                bars.last().session().toString(),
                asOf.toEpochMilli());
        return OfficialBars.told(bars, said, tolerance).stream().toList();
    }

    private MarketDataException nothingHeld() {
        return new MarketDataException(path + ": holds no daily bar of " + underlying.name() + " from "
                + request.from().map(LocalDate::toString).orElse("the beginning") + " to "
                + calendar.lastCompletedSession(asOf) + "; fetch them into it");
    }

    private SourceStamp stamp(String instrument, String kind) {
        return new SourceStamp(NAME, instrument, kind, asOf, 0, 1);
    }

    private BarSeries daily(String name) throws SQLException {
        return daily(name, "", calendar.lastCompletedSession(asOf));
    }

    private BarSeries daily(String name, String condition, LocalDate last, Object... arguments) throws SQLException {
        Optional<Long> instrument = Instruments.find(connection, name);
        if (instrument.isEmpty()) {
            return BarSeries.of(name, List.of());
        }
        List<Object> all = new ArrayList<>(
                List.of(instrument.get(), request.from().orElse(BEGINNING).toString(), last.toString()));
        all.addAll(List.of(arguments));
        return BarSeries.of(
                name,
                BarTable.DAILY.knownAt(
                        connection,
                        asOf.toEpochMilli(),
                        StoreReading::dailyBar,
                        "b.session BETWEEN ? AND ?" + condition,
                        all.toArray()));
    }

    private static DailyBar dailyBar(ResultSet row) throws SQLException {
        return new DailyBar(
                LocalDate.parse(row.getString("session")),
                row.getDouble("open"),
                row.getDouble("high"),
                row.getDouble("low"),
                row.getDouble("close"),
                row.getDouble("volume"));
    }

    /** The interval whose newest session is newest, then the finest. */
    private Optional<IntradaySeries> intraday() throws SQLException {
        Optional<Long> instrument = Instruments.find(connection, underlying.name());
        if (instrument.isEmpty()) {
            return Optional.empty();
        }
        Duration best = null;
        LocalDate bestSession = LocalDate.MIN;
        Optional<Duration> interval = nextInterval(instrument.get(), Duration.ZERO);
        while (interval.isPresent()) {
            LocalDate session = newestSession(instrument.get(), interval.get());
            if (session.isAfter(bestSession)) {
                best = interval.get();
                bestSession = session;
            }
            interval = nextInterval(instrument.get(), interval.get());
        }
        return best == null ? Optional.empty() : intraday(instrument.get(), best);
    }

    /** Steps through the key: a list of the distinct intervals would read every bar. */
    private Optional<Duration> nextInterval(long instrument, Duration after) throws SQLException {
        return Sql.first(
                connection,
                row -> Duration.ofSeconds(row.getLong(1)),
                "SELECT interval_seconds FROM intraday_bar WHERE instrument_id = ? AND interval_seconds > ?"
                        + " ORDER BY interval_seconds LIMIT 1",
                instrument,
                after.toSeconds());
    }

    private LocalDate newestSession(long instrument, Duration interval) throws SQLException {
        return Sql.first(
                        connection,
                        row -> day(Instant.ofEpochMilli(row.getLong(1))),
                        "SELECT start FROM intraday_bar WHERE instrument_id = ? AND interval_seconds = ?"
                                + " AND start <= ? ORDER BY start DESC LIMIT 1",
                        instrument,
                        interval.toSeconds(),
                        asOf.minus(interval).toEpochMilli())
                .orElse(LocalDate.MIN);
    }

    private Optional<IntradaySeries> intraday(long instrument, Duration interval) throws SQLException {
        List<IntradayBar> bars = BarTable.INTRADAY.knownAt(
                connection,
                asOf.toEpochMilli(),
                StoreReading::intradayBar,
                "b.interval_seconds = ? AND b.start BETWEEN ? AND ?",
                instrument,
                interval.toSeconds(),
                startOf(request.firstIntraday().orElse(BEGINNING)).toEpochMilli(),
                asOf.minus(interval).toEpochMilli());
        return Optional.of(IntradaySeries.of(underlying.name(), interval, calendar.zone(), bars))
                .filter(series -> !series.bars().isEmpty());
    }

    private static IntradayBar intradayBar(ResultSet row) throws SQLException {
        return new IntradayBar(
                Instant.ofEpochMilli(row.getLong("start")),
                row.getDouble("open"),
                row.getDouble("high"),
                row.getDouble("low"),
                row.getDouble("close"));
    }

    private static Instant end(IntradaySeries series) {
        return series.bars().get(series.bars().size() - 1).start().plus(series.interval());
    }

    /** The newest price seen, if it is newer than the newest daily close, which is the better price once it is there. */
    private Optional<Quote> quote(BarSeries daily) throws SQLException {
        Optional<Long> instrument = Instruments.find(connection, daily.instrument());
        if (instrument.isEmpty()) {
            return Optional.empty();
        }
        return Sql.first(
                        connection,
                        row -> new Quote(Instant.ofEpochMilli(row.getLong("at")), row.getDouble("price")),
                        "SELECT at, price FROM quote WHERE instrument_id = ? AND at BETWEEN ? AND ? AND first_seen <= ?"
                                + " ORDER BY at DESC, first_seen DESC, source LIMIT 1",
                        instrument.get(),
                        startOf(oldestLive()).toEpochMilli(),
                        asOf.toEpochMilli(),
                        asOf.toEpochMilli())
                .filter(quote ->
                        daily.isEmpty() || day(quote.at()).isAfter(daily.last().session()));
    }

    private Optional<OptionChain> optionChain() throws SQLException {
        Optional<Long> instrument = Instruments.find(connection, underlying.name());
        return instrument.isPresent()
                ? new OptionChainTable(connection).newest(instrument.get(), startOf(oldestLive()), asOf)
                : Optional.empty();
    }

    /** Live data counts on its own day and through the next session. */
    private LocalDate oldestLive() {
        LocalDate today = day(asOf);
        LocalDate current = calendar.isSession(today) ? today : calendar.previousSession(today);
        return calendar.previousSession(current);
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(calendar.zone()).toLocalDate();
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(calendar.zone()).toInstant();
    }
}
