package io.aegismatrix.data.internal.upstox;

import io.aegismatrix.data.AccessToken;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.UpstoxSettings;
import io.aegismatrix.data.internal.http.Ask;
import io.aegismatrix.data.internal.http.HttpRun;
import io.aegismatrix.data.internal.http.Reply;
import io.aegismatrix.data.internal.live.VendorBars.Row;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of one run. The token goes with all of them, for the service says both that bars need none and that they do; if it
 * is refused with bars they are asked for without it, once, and it is not sent for bars again.
 */
final class UpstoxClient {

    static final String NAME = "upstox";

    /** Most years of daily bars in one answer, and the first day of any. */
    private static final int YEARS = 10;

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private final UpstoxSettings settings;
    private final HttpRun run;
    private Optional<AccessToken> token;
    private boolean barsWithoutToken;
    private Optional<String> refusal = Optional.empty();

    /** {@code token} is empty if there is none, or none that is of use. */
    UpstoxClient(UpstoxSettings settings, Optional<AccessToken> token, HttpRun run) {
        this.settings = settings;
        this.token = token;
        this.run = run;
    }

    /** Whether what needs a token can be asked for. */
    boolean opensAll() {
        return token.isPresent();
    }

    /** What the host said of the token, if it refused it. */
    Optional<String> refusal() {
        return refusal;
    }

    /**
     * Daily bars from a day through another, one request for ten years, the newest first. Where an older part cannot be had the
     * reply holds the newer ones and says so.
     */
    Reply<List<Row>> days(String key, LocalDate from, LocalDate to) {
        LocalDate first = from.isBefore(FIRST_DAY) ? FIRST_DAY : from;
        LocalDate begin = later(first, to.minusYears(YEARS).plusDays(1));
        Reply<List<Row>> newest = bars(historical(key, "days/1", to, begin));
        if (newest.value().isEmpty() || !begin.isAfter(first)) {
            return newest;
        }
        Reply<List<Row>> older = days(key, first, begin.minusDays(1));
        List<Row> rows = new ArrayList<>(older.value().orElse(List.of()));
        rows.addAll(newest.value().get());
        return older.after(newest).withValue(rows);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    /** Five-minute bars of at most a month. */
    Reply<List<Row>> minutes(String key, LocalDate from, LocalDate to) {
        return bars(historical(key, "minutes/5", to, from));
    }

    /** Today's bars, five minutes each, or the one of the day so far; they may still be those of the session before. */
    Reply<List<Row>> today(String key, String unit) {
        return bars("/v3/historical-candle/intraday/" + encoded(key) + "/" + unit);
    }

    private static String historical(String key, String unit, LocalDate to, LocalDate from) {
        return "/v3/historical-candle/" + encoded(key) + "/" + unit + "/" + to + "/" + from;
    }

    Reply<UpstoxQuotes> quotes(List<String> keys) {
        return locked(
                "/v2/market-quote/quotes?instrument_key="
                        + String.join(
                                ",", keys.stream().map(UpstoxClient::encoded).toList()),
                UpstoxQuotes::read);
    }

    Reply<UpstoxContracts> contracts(String key) {
        return locked(
                "/v2/option/contract?instrument_key=" + encoded(key),
                (body, place) -> UpstoxContracts.read(body, place, key));
    }

    Reply<UpstoxChain> chain(UpstoxChain.Asked asked) {
        return locked(
                "/v2/option/chain?instrument_key=" + encoded(asked.key()) + "&expiry_date=" + asked.expiry(),
                (body, place) -> UpstoxChain.read(body, place, asked));
    }

    /** In a path a plus sign would be one. */
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Reply<List<Row>> bars(String address) {
        Ask<List<Row>> open = ask(address, UpstoxCandles::rows);
        if (token.isEmpty() || barsWithoutToken) {
            return get(open);
        }
        Reply<List<Row>> reply = get(open.with(token.get().authorization()));
        if (reply.outcome() != Outcome.TOKEN_REFUSED) {
            return reply;
        }
        barsWithoutToken = true;
        refused(reply);
        return get(open).after(reply);
    }

    private <T> Reply<T> locked(String address, Ask.Reader<T> reader) {
        Reply<T> reply = get(ask(address, reader).with(token.orElseThrow().authorization()));
        if (reply.outcome() == Outcome.TOKEN_REFUSED) {
            refused(reply);
        }
        return reply;
    }

    private void refused(Reply<?> reply) {
        refusal = refusal.or(() -> Optional.of(reply.detail()));
        if (UpstoxErrors.endsToken(reply.detail())) {
            token = Optional.empty();
        }
    }

    private <T> Ask<T> ask(String address, Ask.Reader<T> reader) {
        URI uri = settings.base().resolve(address);
        return Ask.json(NAME, uri, Map.of(), reader).judgedBy(UpstoxErrors::complaint);
    }

    /** A refusal is of the program, not of the token, and would be repeated. */
    private <T> Reply<T> get(Ask<T> ask) {
        Reply<T> reply = run.get(ask);
        if (reply.outcome() == Outcome.REFUSED) {
            run.giveUp(settings.base(), "REFUSED, " + reply.detail());
        }
        return reply;
    }
}
