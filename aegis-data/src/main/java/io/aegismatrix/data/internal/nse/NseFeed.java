package io.aegismatrix.data.internal.nse;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.LiveSettings.ChainShape;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.NseOptionChain;
import io.aegismatrix.data.internal.http.Ask;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.Feed;
import io.aegismatrix.data.internal.live.Field;
import io.aegismatrix.data.internal.live.Harvest;
import io.aegismatrix.data.internal.live.OfficialClose;
import io.aegismatrix.data.internal.live.Wanted;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Both live prices and the option chain from the exchange itself. The first page is visited for its cookies; should they
 * have expired by the time the chain is asked for, it is visited once more. Whoever is refused then stays away: the
 * exchange decides whom it serves.
 */
public final class NseFeed implements Feed {

    private static final String NAME = "nse";
    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    private final LiveSettings.Nse settings;
    private final TradingCalendar calendar;

    /** Creates the feed. */
    public NseFeed(LiveSettings.Nse settings, TradingCalendar calendar) {
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
    public void fetch(Wanted wanted, HttpRun run, Harvest harvest) {
        if (!wanted.live()) {
            return;
        }
        Reply<Boolean> visit = visit(run);
        if (visit.outcome() == Outcome.REFUSED) {
            run.giveUp(settings.base(), "REFUSED, the first page answered " + visit.detail());
        }
        Optional<OptionChain> chain = chain(wanted, run, harvest);
        indices(wanted, run, harvest, chain);
    }

    private Reply<Boolean> visit(HttpRun run) {
        return run.get(Ask.visit(NAME, settings.base().resolve(settings.firstPage())));
    }

    private Optional<OptionChain> chain(Wanted wanted, HttpRun run, Harvest harvest) {
        for (ChainShape shape : settings.chainShapes()) {
            Reply<OptionChain> reply = withFreshCookies(run, chainAsk(shape, wanted));
            harvest.count(NAME, reply, Field.OPTION_CHAIN);
            if (reply.value().isPresent()) {
                harvest.add(NAME, reply.value().get());
                return reply.value();
            }
            if (reply.outcome() == Outcome.REFUSED || reply.outcome() == Outcome.NOT_SENT) {
                break;
            }
        }
        return Optional.empty();
    }

    /** A refusal after the first page was served means that its cookies are gone: visits it once more, then believes it. */
    private Reply<OptionChain> withFreshCookies(HttpRun run, Ask<OptionChain> ask) {
        Reply<OptionChain> reply = run.get(ask);
        if (reply.outcome() == Outcome.REFUSED && run.requestsLeft(settings.base()) >= 2) {
            visit(run);
            reply = run.get(ask).after(reply);
        }
        if (reply.outcome() == Outcome.REFUSED) {
            run.giveUp(settings.base(), "REFUSED, " + reply.detail());
        }
        return reply;
    }

    private Ask<OptionChain> chainAsk(ChainShape shape, Wanted wanted) {
        String symbol = wanted.underlying().nseSymbol();
        String encoded = URLEncoder.encode(symbol, StandardCharsets.UTF_8);
        String path = switch (shape) {
            case V3 ->
                "/api/option-chain-v3?type=Indices&symbol=" + encoded + "&expiry="
                        + EXPIRY.format(nearestExpiry(wanted.asOf()));
            case OLD -> "/api/option-chain-indices?symbol=" + encoded;
        };
        return Ask.json(NAME, settings.base().resolve(path), referer(), (body, place) -> {
            OptionChain chain = NseOptionChain.parse(body, place, calendar.zone());
            if (!chain.underlying().equals(symbol)) {
                throw new MarketDataException(
                        place + ": underlying must be " + symbol + ", was '" + chain.underlying() + "'");
            }
            return chain;
        });
    }

    /** The page we came from, which is where these addresses are linked. */
    private Map<String, String> referer() {
        return Map.of("Referer", settings.base().resolve(settings.firstPage()).toString());
    }

    private LocalDate nearestExpiry(Instant asOf) {
        LocalDate today = asOf.atZone(calendar.zone()).toLocalDate();
        LocalDate first = calendar.state(asOf) == SessionState.CLOSED ? today.plusDays(1) : today;
        return calendar.weeklyExpiry(first, today).orElseGet(() -> calendar.monthlyExpiry(first, today));
    }

    private void indices(Wanted wanted, HttpRun run, Harvest harvest, Optional<OptionChain> chain) {
        Reply<NseIndices> reply = run.get(Ask.json(
                NAME,
                settings.base().resolve("/api/allIndices"),
                referer(),
                (body, place) -> NseIndices.read(body, place, calendar.zone())));
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

    private void index(String name, String instrument, NseIndices indices, Harvest harvest, Field field) {
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
