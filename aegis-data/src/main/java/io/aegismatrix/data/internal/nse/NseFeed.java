package io.aegismatrix.data.internal.nse;

import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.LiveSettings.ChainShape;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.internal.NseOptionChain;
import io.aegismatrix.data.internal.NseOptionChain.Answer;
import io.aegismatrix.data.internal.http.Ask;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.Feed;
import io.aegismatrix.data.internal.live.Field;
import io.aegismatrix.data.internal.live.Harvest;
import io.aegismatrix.data.internal.live.OfficialClose;
import io.aegismatrix.data.internal.live.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Both live prices and the option chain from the exchange itself. The first page is visited for its cookies; should they
 * have expired by the time the chain is asked for, it is visited once more. The nearest expiry's chain comes before the
 * prices, a further expiry's after them. Whoever is refused then stays away: the
 * exchange decides whom it serves.
 */
public final class NseFeed implements Feed {

    private static final String NAME = "nse";
    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("dd-MMM-yyyy", Locale.ENGLISH);

    /** Two expiries asked for one after the other belong together; further apart one of them is a stale page. */
    private static final Duration TOGETHER = Duration.ofMinutes(10);

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
        Optional<Answer> nearest = nearest(wanted, run, harvest);
        indices(wanted, run, harvest, nearest.map(Answer::chain));
        nearest.ifPresent(answer -> harvest.add(NAME, withFurther(answer, wanted, run, harvest)));
    }

    private Reply<Boolean> visit(HttpRun run) {
        return run.get(Ask.visit(NAME, settings.base().resolve(settings.firstPage())));
    }

    private Optional<Answer> nearest(Wanted wanted, HttpRun run, Harvest harvest) {
        for (ChainShape shape : settings.chainShapes()) {
            Reply<Answer> reply = withFreshCookies(run, ask(shape, wanted));
            harvest.count(NAME, reply, Field.OPTION_CHAIN);
            if (reply.value().isPresent()) {
                return reply.value();
            }
            if (reply.outcome() == Outcome.REFUSED || reply.outcome() == Outcome.NOT_SENT) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Asked last: the first page, the nearest expiry and the prices matter more should the requests run out. */
    private OptionChain withFurther(Answer nearest, Wanted wanted, HttpRun run, Harvest harvest) {
        OptionChain chain = nearest.chain();
        Optional<LocalDate> expiry = expiries(wanted)
                .further(nearest.listed())
                .filter(day -> !chain.expiries().contains(day));
        if (expiry.isEmpty()) {
            return chain;
        }
        Reply<OptionChain> reply = run.get(further(expiry.get(), chain, wanted)).about("expiry " + expiry.get());
        harvest.count(NAME, reply, Field.OPTION_CHAIN);
        return reply.value().orElse(chain);
    }

    private Ask<OptionChain> further(LocalDate expiry, OptionChain nearest, Wanted wanted) {
        return Ask.json(NAME, v3(expiry, wanted), referer(), (body, place) -> {
            OptionChain chain = read(body, place, wanted).chain();
            if (!chain.expiries().equals(List.of(expiry))) {
                throw new MarketDataException(
                        place + ": expiries must be " + expiry + " only, were " + chain.expiries());
            }
            Duration apart = Duration.between(nearest.asOf(), chain.asOf()).abs();
            if (apart.compareTo(TOGETHER) > 0) {
                throw new MarketDataException(place + ": must be of the same moment as the nearest expiry, was of "
                        + chain.asOf() + " beside " + nearest.asOf());
            }
            return nearest.withExpiriesOf(chain);
        });
    }

    /** A refusal after the first page was served means that its cookies are gone: visits it once more, then believes it. */
    private Reply<Answer> withFreshCookies(HttpRun run, Ask<Answer> ask) {
        Reply<Answer> reply = run.get(ask);
        if (reply.outcome() == Outcome.REFUSED && run.requestsLeft(settings.base()) >= 2) {
            visit(run);
            reply = run.get(ask).after(reply);
        }
        if (reply.outcome() == Outcome.REFUSED) {
            run.giveUp(settings.base(), "REFUSED, " + reply.detail());
        }
        return reply;
    }

    private Ask<Answer> ask(ChainShape shape, Wanted wanted) {
        URI uri = switch (shape) {
            case V3 -> v3(expiries(wanted).nearest(), wanted);
            case OLD -> settings.base().resolve("/api/option-chain-indices?symbol=" + symbol(wanted));
        };
        return Ask.json(NAME, uri, referer(), (body, place) -> read(body, place, wanted));
    }

    private URI v3(LocalDate expiry, Wanted wanted) {
        return settings.base()
                .resolve("/api/option-chain-v3?type=Indices&symbol=" + symbol(wanted) + "&expiry="
                        + EXPIRY.format(expiry));
    }

    private static String symbol(Wanted wanted) {
        return URLEncoder.encode(wanted.underlying().nseSymbol(), StandardCharsets.UTF_8);
    }

    private Answer read(InputStream body, String place, Wanted wanted) throws IOException {
        Answer answer = NseOptionChain.answer(body, place, calendar.zone());
        String symbol = wanted.underlying().nseSymbol();
        if (!answer.chain().underlying().equals(symbol)) {
            throw new MarketDataException(place + ": underlying must be " + symbol + ", was '"
                    + answer.chain().underlying() + "'");
        }
        return answer;
    }

    private static NseExpiries expiries(Wanted wanted) {
        return new NseExpiries(NseCalendar.load(wanted.underlying().expiryRule()), wanted.asOf());
    }

    /** The page we came from, which is where these addresses are linked. */
    private Map<String, String> referer() {
        return Map.of("Referer", settings.base().resolve(settings.firstPage()).toString());
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
