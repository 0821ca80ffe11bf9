package io.aegismatrix.data.internal.upstox;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.FetchedPieces;
import io.aegismatrix.data.internal.live.Field;
import io.aegismatrix.data.internal.live.VendorBars;
import io.aegismatrix.data.internal.live.VendorBars.Row;
import io.aegismatrix.data.internal.live.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bars and prices of one run. Candles of past days do not hold today's, which has an address of its own; that may still hold
 * the session before, so only what is of today counts. A live price is a quote with its time if the token opens that, or else
 * the close of the newest complete bar at its end.
 */
final class UpstoxVisit {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** Calendar days of five-minute bars in one answer: a month at most, whichever month. */
    private static final int INTRADAY_DAYS = 27;

    /** How long a bar that has ended may still change, where no later one says that it is complete. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final UpstoxClient client;
    private final TradingCalendar calendar;
    private final Wanted wanted;
    private final FetchedPieces harvest;
    private final LocalDate today;
    private final boolean running;
    private final boolean closedToday;

    UpstoxVisit(UpstoxClient client, TradingCalendar calendar, Wanted wanted, FetchedPieces harvest) {
        this.client = client;
        this.calendar = calendar;
        this.wanted = wanted;
        this.harvest = harvest;
        this.today = day(wanted.asOf());
        SessionState state = calendar.state(wanted.asOf());
        this.running = wanted.live() && state == SessionState.OPEN;
        this.closedToday = wanted.live() && state == SessionState.CLOSED;
    }

    /** An index, what it is asked for by, and the fields it fills. */
    private record Index(String name, String key, Field daily, Field quote) {}

    private List<Index> indices() {
        Underlying underlying = wanted.underlying();
        List<Index> indices = new ArrayList<>();
        underlying
                .upstoxKey()
                .ifPresent(key -> indices.add(new Index(underlying.name(), key, Field.DAILY, Field.QUOTE)));
        underlying
                .upstoxVolatilityKey()
                .ifPresent(key -> indices.add(
                        new Index(underlying.volatilityIndex(), key, Field.VOLATILITY_DAILY, Field.VOLATILITY_QUOTE)));
        return indices;
    }

    /** Fetches all of it, what the snapshot cannot do without first; the quotes say how old a chain can be. */
    UpstoxQuotes fetch() {
        List<Index> indices = indices();
        Map<Index, List<Row>> days = new LinkedHashMap<>();
        for (Index index : indices) {
            days(index).ifPresent(rows -> days.put(index, rows));
        }
        List<Row> now = running || closedToday ? now(indices.get(0), Field.INTRADAY) : List.of();
        UpstoxQuotes quotes = wanted.live() && client.opensAll() ? quotes(indices) : UpstoxQuotes.NONE;
        if (running) {
            price(indices.get(0), complete(indices.get(0), now));
            indices.stream().skip(1).forEach(this::volatilityNow);
        }
        Optional<Instant> priced = priced(now, quotes);
        days.forEach((index, rows) -> daily(index, rows, priced));
        intraday(indices.get(0), now);
        return quotes;
    }

    private Optional<List<Row>> days(Index index) {
        Reply<List<Row>> reply = client.days(index.key(), wanted.firstDaily(calendar.zone()), today);
        harvest.count(UpstoxClient.NAME, reply, index.daily());
        if (reply.value().isPresent() && reply.outcome() != Outcome.OK) {
            harvest.complain(
                    UpstoxClient.NAME, reply.outcome(), "the older years: " + reply.complaint(), index.daily());
        }
        return reply.value().map(rows -> wanted.live() ? before(today, rows) : rows);
    }

    /** Today's rows, should the answer not be that of the session before. */
    private List<Row> now(Index index, Field field) {
        return ofToday(client.today(index.key(), "minutes/5"), field);
    }

    private List<Row> ofToday(Reply<List<Row>> reply, Field field) {
        harvest.count(UpstoxClient.NAME, reply, field);
        return reply.value().orElse(List.of()).stream()
                .filter(row -> day(row.stamp()).equals(today))
                .toList();
    }

    private List<Row> before(LocalDate day, List<Row> rows) {
        return rows.stream().filter(row -> day(row.stamp()).isBefore(day)).toList();
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(calendar.zone()).toLocalDate();
    }

    private UpstoxQuotes quotes(List<Index> indices) {
        Reply<UpstoxQuotes> reply =
                client.quotes(indices.stream().map(Index::key).toList());
        harvest.count(UpstoxClient.NAME, reply, Field.QUOTE, Field.VOLATILITY_QUOTE);
        UpstoxQuotes quotes = reply.value().orElse(UpstoxQuotes.NONE);
        for (Index index : indices) {
            Quote quote = quotes.byKey().get(index.key());
            if (quote != null) {
                harvest.add(UpstoxClient.NAME, index.name(), quote);
            } else if (running && reply.value().isPresent()) {
                harvest.complain(
                        UpstoxClient.NAME,
                        Outcome.MALFORMED,
                        "the quotes have no '" + index.key() + "' with a value",
                        index.quote());
            }
        }
        return quotes;
    }

    private void volatilityNow(Index volatility) {
        IntradaySeries bars = complete(volatility, now(volatility, volatility.quote()));
        price(volatility, bars);
        if (!bars.bars().isEmpty()) {
            harvest.keep(new MarketFetch.Intraday(UpstoxClient.NAME, bars));
        }
    }

    /** The close of the newest complete bar, as of its end: second to a quote of the same source. */
    private void price(Index index, IntradaySeries bars) {
        if (!bars.bars().isEmpty()) {
            IntradayBar last = bars.bars().get(bars.bars().size() - 1);
            harvest.add(UpstoxClient.NAME, index.name(), new Quote(last.start().plus(INTERVAL), last.close()));
        }
    }

    /** When the newest price of today is of; empty if it does not matter, because nothing is asked of a day that runs. */
    private Optional<Instant> priced(List<Row> now, UpstoxQuotes quotes) {
        if (!wanted.live()) {
            return Optional.of(wanted.asOf());
        }
        if (!closedToday) {
            return Optional.empty();
        }
        Stream<Instant> ends = now.stream().map(row -> row.stamp().plus(INTERVAL));
        return Stream.concat(ends, quotes.newest().stream())
                .max(Comparator.naturalOrder())
                .or(() -> Optional.of(calendar.open(today)));
    }

    private void daily(Index index, List<Row> past, Optional<Instant> priced) {
        List<Row> rows = new ArrayList<>(past);
        if (closedToday) {
            rows.addAll(ofToday(client.today(index.key(), "days/1"), index.daily()));
        }
        try {
            MarketFetch.Daily piece = new MarketFetch.Daily(
                    UpstoxClient.NAME, bars(index, rows, priced).daily());
            if (wanted.historyHeld()) {
                harvest.keep(piece);
            } else {
                harvest.add(piece);
            }
        } catch (MarketDataException e) {
            harvest.complain(UpstoxClient.NAME, Outcome.MALFORMED, String.valueOf(e.getMessage()), index.daily());
        }
    }

    private VendorBars bars(Index index, List<Row> rows, Optional<Instant> priced) {
        return new VendorBars(index.name(), rows, priced, calendar, wanted.asOf(), harvest::notice);
    }

    /** The bars that will not change any more: a later one has begun, or they ended a while ago. */
    private IntradaySeries complete(Index index, List<Row> rows) {
        Instant settled = wanted.live() ? wanted.asOf().minus(SETTLED) : wanted.asOf();
        Instant known = rows.stream()
                .map(Row::stamp)
                .max(Comparator.naturalOrder())
                .filter(newest -> newest.isAfter(settled))
                .orElse(settled);
        try {
            return bars(index, rows, Optional.of(known)).intraday(INTERVAL);
        } catch (MarketDataException e) {
            harvest.complain(UpstoxClient.NAME, Outcome.MALFORMED, String.valueOf(e.getMessage()), Field.INTRADAY);
            return IntradaySeries.of(index.name(), INTERVAL, calendar.zone(), List.of());
        }
    }

    /** The month before today comes from the store if that has it whole. */
    private void intraday(Index index, List<Row> now) {
        List<IntradayBar> bars = new ArrayList<>(held());
        List<Row> rows = new ArrayList<>();
        if (bars.isEmpty()) {
            Reply<List<Row>> reply = client.minutes(index.key(), today.minusDays(INTRADAY_DAYS), today);
            harvest.count(UpstoxClient.NAME, reply, Field.INTRADAY);
            List<Row> past = reply.value().orElse(List.of());
            rows.addAll(wanted.live() ? before(today, past) : past);
        }
        rows.addAll(now);
        bars.addAll(complete(index, rows).bars());
        if (!bars.isEmpty()) {
            harvest.add(new MarketFetch.Intraday(
                    UpstoxClient.NAME, IntradaySeries.of(index.name(), INTERVAL, calendar.zone(), bars)));
        }
    }

    private List<IntradayBar> held() {
        return wanted.intradayHeld()
                .filter(series -> wanted.live() && series.interval().equals(INTERVAL))
                .map(series -> series.from(today.minusDays(INTRADAY_DAYS)).bars().stream()
                        .filter(bar -> day(bar.start()).isBefore(today))
                        .toList())
                .orElse(List.of());
    }
}
