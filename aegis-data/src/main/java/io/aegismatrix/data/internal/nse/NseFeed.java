package io.aegismatrix.data.internal.nse;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.NseSettings;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.NseOptionChain;
import io.aegismatrix.data.internal.http.Ask;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.Feed;
import io.aegismatrix.data.internal.live.FetchedPieces;
import io.aegismatrix.data.internal.live.Field;
import io.aegismatrix.data.internal.live.ListedExpiries;
import io.aegismatrix.data.internal.live.OfficialClose;
import io.aegismatrix.data.internal.live.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Both live prices and the option chain from the exchange's own site. The first page is visited for its cookies, then the
 * list of contracts tells which expiries there are, and only those are asked for. Of the four requests the last is for the
 * prices if they are still wanted, and otherwise for a second expiry. Whoever is refused, or left hanging, stays away for the
 * rest of the run: the exchange decides whom it serves.
 */
public final class NseFeed implements Feed {

    private static final String NAME = "nse";
    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    /** Two expiries asked for one after the other belong together; further apart one of them is a stale page. */
    private static final Duration TOGETHER = Duration.ofMinutes(10);

    private final NseSettings settings;
    private final TradingCalendar calendar;

    /** Creates the feed. */
    public NseFeed(NseSettings settings, TradingCalendar calendar) {
        this.settings = settings;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Field> serves() {
        return EnumSet.of(Field.QUOTE, Field.VOLATILITY_QUOTE, Field.OPTION_CHAIN);
    }

    @Override
    public void fetch(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        if (!wanted.live()) {
            return;
        }
        boolean prices = harvest.lacks(Field.QUOTE) || harvest.lacks(Field.VOLATILITY_QUOTE);
        get(Ask.visit(NAME, settings.base().resolve(settings.firstPage())), run);
        Optional<OptionChain> nearest = Optional.empty();
        List<LocalDate> expiries = List.of();
        if (harvest.lacks(Field.OPTION_CHAIN)) {
            expiries = expiries(wanted, run, harvest);
            nearest = nearest(expiries, wanted, run, harvest);
        }
        if (prices) {
            indices(wanted, run, harvest, nearest);
        }
        // Where the prices took the fourth request, one expiry is what there is to be had.
        List<LocalDate> asked = prices && run.requestsLeft(settings.base()) < 1 ? List.of() : expiries;
        nearest.ifPresent(chain -> harvest.add(NAME, withFurther(chain, asked, wanted, run, harvest)));
    }

    @Override
    public Reply<Instant> probe(Wanted wanted, HttpRun run) {
        return get(
                Ask.json(
                        NAME,
                        indicesAddress(),
                        referer(),
                        (body, place) ->
                                NseIndices.read(body, place, calendar.zone()).at()),
                run);
    }

    @Override
    public String remedy(Outcome outcome) {
        return switch (outcome) {
            case REFUSED, TIMED_OUT, UNREACHABLE ->
                "the exchange's site serves browsers: it refuses our own name or lets it hang. live.user-agent is yours to"
                        + " set, under your own responsibility; prefer Upstox with a token, or the exchange's files";
            default -> "";
        };
    }

    /** Asks within the host's patience; whoever is refused leaves it alone from then on. */
    private <T> Reply<T> get(Ask<T> ask, HttpRun run) {
        Reply<T> reply = run.get(ask.within(settings.patience()));
        if (reply.outcome() == Outcome.REFUSED) {
            run.giveUp(settings.base(), "REFUSED, " + ask.uri().getPath() + " answered " + reply.detail());
        }
        return reply;
    }

    private List<LocalDate> expiries(Wanted wanted, HttpRun run, FetchedPieces harvest) {
        URI address = settings.base().resolve("/api/option-chain-contract-info?symbol=" + symbol(wanted));
        Reply<List<LocalDate>> reply = get(Ask.json(NAME, address, referer(), NseContracts::expiries), run);
        harvest.count(NAME, reply, Field.OPTION_CHAIN);
        return new ListedExpiries(
                        reply.value().orElse(List.of()),
                        NseCalendar.load(wanted.underlying().expiryRule()),
                        wanted.asOf())
                .wanted();
    }

    private Optional<OptionChain> nearest(List<LocalDate> expiries, Wanted wanted, HttpRun run, FetchedPieces harvest) {
        if (expiries.isEmpty()) {
            return Optional.empty();
        }
        Reply<OptionChain> reply = get(chain(expiries.get(0), wanted), run);
        harvest.count(NAME, reply, Field.OPTION_CHAIN);
        return reply.value();
    }

    /** Asked last: the nearest expiry and the prices matter more should the requests run out. */
    private OptionChain withFurther(
            OptionChain nearest, List<LocalDate> expiries, Wanted wanted, HttpRun run, FetchedPieces harvest) {
        if (expiries.size() < 2) {
            return nearest;
        }
        LocalDate expiry = expiries.get(1);
        Ask<OptionChain> ask = chain(expiry, wanted);
        Reply<OptionChain> reply = get(
                        Ask.json(
                                NAME,
                                ask.uri(),
                                ask.headers(),
                                (body, place) -> joined(nearest, ask.reader().read(body, place), place)),
                        run)
                .about("expiry " + expiry);
        harvest.count(NAME, reply, Field.OPTION_CHAIN);
        return reply.value().orElse(nearest);
    }

    private static OptionChain joined(OptionChain nearest, OptionChain further, String place) {
        Duration apart = Duration.between(nearest.asOf(), further.asOf()).abs();
        if (apart.compareTo(TOGETHER) > 0) {
            throw new MarketDataException(place + ": must be of the same moment as the nearest expiry, was of "
                    + further.asOf() + " beside " + nearest.asOf());
        }
        return nearest.withExpiriesOf(further);
    }

    private Ask<OptionChain> chain(LocalDate expiry, Wanted wanted) {
        URI address = settings.base()
                .resolve("/api/option-chain-v3?type=Indices&symbol=" + symbol(wanted) + "&expiry="
                        + EXPIRY.format(expiry));
        return Ask.json(NAME, address, referer(), (body, place) -> read(body, place, expiry, wanted));
    }

    private static String symbol(Wanted wanted) {
        return URLEncoder.encode(wanted.underlying().nseSymbol(), StandardCharsets.UTF_8);
    }

    private OptionChain read(InputStream body, String place, LocalDate expiry, Wanted wanted) throws IOException {
        OptionChain chain = NseOptionChain.parse(body, place, calendar.zone());
        String symbol = wanted.underlying().nseSymbol();
        if (!chain.underlying().equals(symbol)) {
            throw new MarketDataException(
                    place + ": underlying must be " + symbol + ", was '" + chain.underlying() + "'");
        }
        if (!chain.expiries().equals(List.of(expiry))) {
            throw new MarketDataException(place + ": expiries must be " + expiry + " only, were " + chain.expiries());
        }
        return chain;
    }

    /** The page we came from, which is where these addresses are linked. */
    private Map<String, String> referer() {
        return Map.of("Referer", settings.base().resolve(settings.firstPage()).toString());
    }

    private URI indicesAddress() {
        return settings.base().resolve("/api/allIndices");
    }

    private void indices(Wanted wanted, HttpRun run, FetchedPieces harvest, Optional<OptionChain> chain) {
        Reply<NseIndices> reply = get(
                Ask.json(
                        NAME,
                        indicesAddress(),
                        referer(),
                        (body, place) -> NseIndices.read(body, place, calendar.zone())),
                run);
        harvest.count(NAME, reply, Field.QUOTE, Field.VOLATILITY_QUOTE);
        if (reply.value().isEmpty()) {
            chain.ifPresent(
                    found -> harvest.add(NAME, wanted.underlying().name(), new Quote(found.asOf(), found.spot())));
            return;
        }
        NseIndices indices = reply.value().get();
        index(wanted.underlying().nseIndexName(), wanted.underlying().name(), indices, harvest, Field.QUOTE);
        index(
                wanted.underlying().nseVolatilityIndexName(),
                wanted.underlying().volatilityIndex(),
                indices,
                harvest,
                Field.VOLATILITY_QUOTE);
    }

    private void index(String name, String instrument, NseIndices indices, FetchedPieces harvest, Field field) {
        NseIndices.Index index = indices.byName().get(name);
        if (index == null) {
            harvest.complain(NAME, Outcome.MALFORMED, "the list of indices has no '" + name + "' with a value", field);
            return;
        }
        harvest.add(NAME, instrument, new Quote(indices.at(), index.last()));
        LocalDate day = indices.at().atZone(calendar.zone()).toLocalDate();
        if (calendar.isSession(day)) {
            index.previousClose()
                    .ifPresent(close ->
                            harvest.add(new OfficialClose(NAME, instrument, calendar.previousSession(day), close)));
        }
    }
}
