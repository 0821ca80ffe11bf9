package io.aegismatrix.data.internal.yahoo;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFetch;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.YahooSettings;
import io.aegismatrix.data.internal.http.Ask;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.Feed;
import io.aegismatrix.data.internal.live.FetchedPieces;
import io.aegismatrix.data.internal.live.Field;
import io.aegismatrix.data.internal.live.VendorBars;
import io.aegismatrix.data.internal.live.Wanted;
import io.aegismatrix.data.internal.yahoo.YahooChart.Asked;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Daily bars of the underlying and of its volatility index, bars inside sessions, and both live prices: three requests. Of
 * what is left of a run's four, daily bars of companions.
 */
public final class YahooFeed implements Feed {

    private static final String NAME = "yahoo";
    private static final String DAY = "1d";
    private static final int PROBE_DAYS = 7;

    /** Where the Cboe is: its indices may be told by that clock, by which they have the same days as in New York. */
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    private final YahooSettings settings;
    private final TradingCalendar calendar;

    /** Creates the feed. */
    public YahooFeed(YahooSettings settings, TradingCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Field> serves() {
        return EnumSet.complementOf(EnumSet.of(Field.OPTION_CHAIN));
    }

    /**
     * What the snapshot cannot do without comes first, in case the run's requests are used up by retries. Recent days that
     * the store holds come last: the vendor fills their holes hours later.
     */
    @Override
    public void fetch(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        if (!wanted.historyHeld()) {
            daily(wanted, run, harvest);
            volatility(wanted, run, harvest);
            intraday(wanted, run, harvest);
        } else {
            intraday(wanted, run, harvest);
            if (wanted.live()) {
                volatility(wanted, run, harvest);
                daily(wanted, run, harvest);
            }
        }
    }

    @Override
    public Reply<Instant> probe(Wanted wanted, HttpRun run) {
        LocalDate from = day(wanted.asOf()).minusDays(PROBE_DAYS);
        return ask(wanted.underlying().yahooVolatilitySymbol(), DAY, from, wanted, run)
                .map(chart -> chart.quote().map(Quote::at));
    }

    @Override
    public String remedy(Outcome outcome) {
        return switch (outcome) {
            case THROTTLED, REFUSED ->
                "Yahoo serves browsers and answers our own name with 429. live.user-agent is yours to set, under your own"
                        + " responsibility; Upstox serves bars without a login";
            case REDIRECT_REFUSED ->
                "Yahoo cannot be used from this machine's address; Upstox serves bars without a login";
            default -> "";
        };
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(calendar.zone()).toLocalDate();
    }

    private void daily(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        String name = wanted.underlying().name();
        Reply<YahooChart> reply =
                ask(wanted.underlying().yahooSymbol(), DAY, wanted.firstDaily(calendar.zone()), wanted, run);
        harvest.count(NAME, reply, Field.DAILY, Field.QUOTE);
        reply.value().ifPresent(chart -> {
            addDaily(name, chart, wanted, harvest, Field.DAILY, !wanted.historyHeld());
            addQuote(name, chart, wanted, harvest);
        });
    }

    private void volatility(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        String name = wanted.underlying().volatilityIndex();
        LocalDate from = wanted.firstDaily(calendar.zone());
        Reply<YahooChart> reply = ask(wanted.underlying().yahooVolatilitySymbol(), DAY, from, wanted, run);
        harvest.count(NAME, reply, Field.VOLATILITY_DAILY, Field.VOLATILITY_QUOTE);
        reply.value().ifPresent(chart -> {
            addDaily(name, chart, wanted, harvest, Field.VOLATILITY_DAILY, !wanted.historyHeld());
            addQuote(name, chart, wanted, harvest);
        });
    }

    private void intraday(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        String name = wanted.underlying().name();
        Duration interval = settings.intradayInterval();
        LocalDate from = day(wanted.asOf()).minusDays(settings.intradayDays());
        Reply<YahooChart> reply = ask(wanted.underlying().yahooSymbol(), interval.toMinutes() + "m", from, wanted, run);
        harvest.count(NAME, reply, Field.INTRADAY, Field.QUOTE);
        reply.value().ifPresent(chart -> {
            try {
                IntradaySeries bars = bars(name, chart, wanted, harvest).intraday(interval);
                if (!bars.bars().isEmpty()) {
                    harvest.add(new MarketFetch.Intraday(NAME, bars));
                }
            } catch (MarketDataException e) {
                harvest.complain(NAME, Outcome.MALFORMED, String.valueOf(e.getMessage()), Field.INTRADAY);
            }
            addQuote(name, chart, wanted, harvest);
        });
    }

    /** Those that have waited longest come first, should a run's requests not do for all. */
    @Override
    public void fetchCompanions(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        wanted.companions().forEach(companion -> companion(companion, wanted, run, harvest));
    }

    private void companion(Wanted.OfCompanion one, Wanted wanted, HttpRun run, FetchedPieces harvest) {
        Companion companion = one.companion();
        ZoneId zone = companion.zone(calendar);
        Set<ZoneId> zones = zone.equals(calendar.zone()) ? Set.of(zone) : Set.of(zone, CHICAGO);
        Reply<YahooChart> reply = ask(companion.yahooSymbol(), DAY, one.from(), zones, wanted, run);
        if (reply.value().isEmpty()) {
            harvest.complain(NAME, reply.outcome(), reply.complaint(), companion);
            return;
        }
        try {
            BarSeries bars =
                    bars(companion.name(), reply.value().get(), wanted, harvest).daily(zone, one.last());
            harvest.add(new MarketFetch.Daily(NAME, bars));
        } catch (MarketDataException e) {
            harvest.complain(NAME, Outcome.MALFORMED, String.valueOf(e.getMessage()), companion);
        }
    }

    private VendorBars bars(String name, YahooChart chart, Wanted wanted, FetchedPieces harvest) {
        return new VendorBars(
                name, chart.rows(), chart.quote().map(Quote::at), calendar, wanted.asOf(), harvest::notice);
    }

    private void addDaily(
            String name, YahooChart chart, Wanted wanted, FetchedPieces harvest, Field field, boolean whole) {
        try {
            BarSeries series = bars(name, chart, wanted, harvest).daily();
            MarketFetch.Daily piece = new MarketFetch.Daily(NAME, series);
            if (whole) {
                harvest.add(piece);
            } else {
                harvest.keep(piece);
            }
        } catch (MarketDataException e) {
            harvest.complain(NAME, Outcome.MALFORMED, String.valueOf(e.getMessage()), field);
        }
    }

    private static void addQuote(String name, YahooChart chart, Wanted wanted, FetchedPieces harvest) {
        if (wanted.live()) {
            chart.quote().ifPresent(quote -> harvest.add(NAME, name, quote));
        }
    }

    private Reply<YahooChart> ask(String symbol, String interval, LocalDate from, Wanted wanted, HttpRun run) {
        return ask(symbol, interval, from, Set.of(calendar.zone()), wanted, run);
    }

    private Reply<YahooChart> ask(
            String symbol, String interval, LocalDate from, Set<ZoneId> zones, Wanted wanted, HttpRun run) {
        long first = from.atStartOfDay(calendar.zone()).toEpochSecond();
        long last = wanted.asOf().getEpochSecond();
        URI address = settings.base()
                .resolve("/v8/finance/chart/" + URLEncoder.encode(symbol, StandardCharsets.UTF_8) + "?period1=" + first
                        + "&period2=" + last + "&interval=" + interval);
        Asked asked = new Asked(symbol, interval, zones);
        return run.get(Ask.json(NAME, address, Map.of(), (body, place) -> YahooChart.read(body, place, asked)));
    }
}
