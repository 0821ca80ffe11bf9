package io.aegismatrix.data;

import static io.aegismatrix.data.LiveFixtures.EXPIRY;
import static io.aegismatrix.data.LiveFixtures.FURTHER;
import static io.aegismatrix.data.LiveFixtures.NOON;
import static io.aegismatrix.data.LiveFixtures.PRICED;
import static io.aegismatrix.data.UpstoxHosts.CHAIN;
import static io.aegismatrix.data.UpstoxHosts.CONTRACTS;
import static io.aegismatrix.data.UpstoxHosts.HISTORY;
import static io.aegismatrix.data.UpstoxHosts.NIFTY;
import static io.aegismatrix.data.UpstoxHosts.QUOTES;
import static io.aegismatrix.data.UpstoxHosts.TODAY;
import static io.aegismatrix.data.UpstoxHosts.VIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.FetchAttempt.Outcome;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.source.MarketSources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Upstox first in the chain, and every trap of its answers. */
class UpstoxFeedTest {

    private static final String GOOD = UpstoxJson.token(NOON.plus(Duration.ofDays(200)));

    private final FakeHosts hosts = UpstoxHosts.on(FakeHosts.wellBehaved());
    private final HeldStore store = HeldStore.empty();

    private MarketSnapshot snapshot(String token) {
        return snapshot(token, store);
    }

    private MarketSnapshot snapshot(String token, MarketStore kept) {
        return MarketSources.auto(hosts, UpstoxHosts.settings(token), LiveFixtures.clock(), kept)
                .snapshot(LiveFixtures.request());
    }

    private MarketSnapshot at(Instant moment, String token) {
        return MarketSources.upstox(
                        hosts, UpstoxHosts.settings(token), Clock.fixed(moment, ZoneOffset.UTC), MarketStore.none())
                .snapshot(MarketRequest.nifty50(moment)
                        .withFrom(LiveFixtures.request().from().orElseThrow()));
    }

    private List<String> asked(String host) {
        return hosts.requests().stream()
                .filter(request -> request.uri().getHost().equals(host))
                .map(request -> request.uri().toString().replace("https://" + host, ""))
                .toList();
    }

    private static String details(MarketSnapshot snapshot) {
        return String.join(
                "\n",
                snapshot.quality().anomalies().stream().map(Anomaly::detail).toList());
    }

    private static List<String> codes(MarketSnapshot snapshot) {
        return snapshot.quality().anomalies().stream().map(Anomaly::code).toList();
    }

    private static String source(MarketSnapshot snapshot, String instrument, String kind) {
        return snapshot.quality().sources().stream()
                .filter(stamp ->
                        stamp.instrument().equals(instrument) && stamp.kind().equals(kind))
                .map(SourceStamp::name)
                .findFirst()
                .orElse("none");
    }

    private void error(String path, int status, String code) {
        hosts.text(
                path, status, "application/json", UpstoxJson.error(code, "told").toString());
    }

    @Test
    void with_a_token_it_serves_everything_with_nine_requests_and_nobody_else_is_asked() {
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(snapshot.quality().anomalies()).isEmpty();
        assertThat(snapshot.quality().sources()).hasSize(6).allSatisfy(stamp -> {
            assertThat(stamp.name()).isEqualTo("upstox");
            assertThat(stamp.level()).isZero();
        });
        assertThat(snapshot.daily()).isEqualTo(LiveFixtures.atNoon().daily());
        assertThat(snapshot.volatilityIndex()).isEqualTo(LiveFixtures.atNoon().volatilityIndex());
        assertThat(snapshot.quote()).contains(new Quote(PRICED, LiveFixtures.spot()));
        assertThat(snapshot.volatilityQuote()).contains(new Quote(PRICED, LiveFixtures.volatility()));
        assertThat(hosts.requests()).hasSize(9).allSatisfy(request -> {
            assertThat(request.uri().getHost()).isEqualTo("upstox.test");
            assertThat(request.headers()).containsEntry("Authorization", "Bearer " + GOOD);
            assertThat(request.headers()).containsEntry("Cache-Control", "no-store");
        });
        assertThat(asked("upstox.test"))
                .containsExactly(
                        HISTORY + NIFTY + "/days/1/2024-12-31/"
                                + LiveFixtures.request().from().orElseThrow(),
                        HISTORY + VIX + "/days/1/2024-12-31/"
                                + LiveFixtures.request().from().orElseThrow(),
                        TODAY + NIFTY + "/minutes/5",
                        "/v2/market-quote/quotes?instrument_key=" + NIFTY + "," + VIX,
                        TODAY + VIX + "/minutes/5",
                        HISTORY + NIFTY + "/minutes/5/2024-12-31/2024-12-04",
                        "/v2/option/contract?instrument_key=" + NIFTY,
                        "/v2/option/chain?instrument_key=" + NIFTY + "&expiry_date=" + EXPIRY,
                        "/v2/option/chain?instrument_key=" + NIFTY + "&expiry_date=" + FURTHER);
    }

    @Test
    void without_a_token_it_serves_bars_and_the_price_at_the_end_of_the_newest_one() {
        MarketSnapshot snapshot = snapshot("");
        assertThat(asked("upstox.test")).hasSize(5);
        assertThat(hosts.requests())
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
        assertThat(source(snapshot, "NIFTY50", "daily")).isEqualTo("upstox");
        assertThat(source(snapshot, "NIFTY50", "quote")).isEqualTo("upstox");
        assertThat(source(snapshot, "INDIAVIX", "quote")).isEqualTo("upstox");
        assertThat(snapshot.quote().orElseThrow().at()).isEqualTo(NOON);
        assertThat(snapshot.volatilityQuote()).contains(new Quote(NOON, LiveFixtures.volatility()));
        // Yahoo lacks nothing that is still wanted; the exchange has the chain.
        assertThat(asked("yahoo.test")).isEmpty();
        assertThat(source(snapshot, "NIFTY50", "option_chain")).isEqualTo("nse");
        assertThat(snapshot.quality().freshness()).isEqualTo(Freshness.FRESH);
    }

    @Test
    void the_bar_being_formed_is_none_and_of_today_only_what_is_of_today_counts() {
        IntradaySeries bars = snapshot("").intraday().orElseThrow();
        assertThat(bars.bars().get(bars.bars().size() - 1).start()).isEqualTo(NOON.minus(Duration.ofMinutes(5)));
        assertThat(bars.sessions()).startsWith(LocalDate.of(2024, 12, 16)).endsWith(LocalDate.of(2024, 12, 31));

        // Before today's first trade the address of today still serves yesterday.
        hosts.json(
                TODAY + NIFTY + "/minutes/5",
                UpstoxJson.minutes(
                        LiveFixtures.evening().intraday().orElseThrow().session(LocalDate.of(2024, 12, 30))));
        MarketSnapshot early = snapshot("");
        assertThat(source(early, "NIFTY50", "quote")).isEqualTo("yahoo");
        assertThat(early.quality().anomalies())
                .noneMatch(anomaly -> anomaly.code().equals("BARS_REPEATED"));
    }

    @Test
    void in_the_evening_todays_daily_bar_comes_from_the_address_of_today() {
        LocalDate today = LocalDate.of(2024, 12, 31);
        MarketSnapshot evening = LiveFixtures.evening();
        hosts.json(
                        TODAY + NIFTY + "/minutes/5",
                        UpstoxJson.minutes(evening.intraday().orElseThrow().session(today)))
                .json(
                        TODAY + NIFTY + "/days/1",
                        UpstoxJson.days(evening.daily().from(today).bars()))
                .json(
                        TODAY + VIX + "/days/1",
                        UpstoxJson.days(evening.volatilityIndex().from(today).bars()));
        MarketSnapshot snapshot = at(Instant.parse("2024-12-31T11:00:00Z"), GOOD);
        assertThat(snapshot.daily()).isEqualTo(evening.daily());
        assertThat(snapshot.volatilityIndex()).isEqualTo(evening.volatilityIndex());
        assertThat(asked("upstox.test")).hasSize(10).doesNotContain(TODAY + VIX + "/minutes/5");
        // What is known of a chain after trading is what was known at its end.
        assertThat(snapshot.optionChain().orElseThrow().asOf())
                .isBeforeOrEqualTo(Instant.parse("2024-12-31T10:00:00Z"));
    }

    @Test
    void a_daily_bar_whose_session_has_no_last_price_yet_is_left_out() {
        LocalDate today = LocalDate.of(2024, 12, 31);
        hosts.json(
                        TODAY + NIFTY + "/days/1",
                        UpstoxJson.days(
                                LiveFixtures.evening().daily().from(today).bars()))
                .json(
                        TODAY + VIX + "/days/1",
                        UpstoxJson.days(LiveFixtures.evening()
                                .volatilityIndex()
                                .from(today)
                                .bars()));
        MarketSnapshot snapshot = at(Instant.parse("2024-12-31T10:02:00Z"), "");
        assertThat(snapshot.lastSession()).isEqualTo("2024-12-30");
        assertThat(codes(snapshot)).contains("BAR_PARTIAL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.test/v2/market-quote/quotes",
                "http://upstox.test/v2/market-quote/quotes",
                "https://upstox.test:8443/v2/market-quote/quotes",
                "//elsewhere.test/quotes"
            })
    void the_token_follows_no_redirect_to_another_host_another_port_or_away_from_encryption(String target) {
        hosts.answer(QUOTES, request -> FakeHosts.response(request, 302, Map.of("Location", List.of(target)), ""));

        MarketSnapshot snapshot = snapshot(GOOD);

        assertThat(hosts.requests())
                .filteredOn(request -> request.headers().containsKey("Authorization"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.uri().getScheme() + "://"
                                + request.uri().getAuthority())
                        .isEqualTo("https://upstox.test"));
        assertThat(hosts.requests())
                .noneMatch(request -> "elsewhere.test".equals(request.uri().getHost()));
        assertThat(details(snapshot))
                .contains("REDIRECT_REFUSED: 302 to " + target)
                .doesNotContain(GOOD);
    }

    @Test
    void a_chain_comes_in_units_and_percent_and_is_kept_in_contracts_and_fractions() {
        OptionChain chain = snapshot(GOOD).optionChain().orElseThrow();
        assertThat(chain.expiries()).containsExactly(EXPIRY, FURTHER);
        assertThat(chain.asOf()).isEqualTo(PRICED);
        assertThat(chain.spot()).isEqualTo(LiveFixtures.spot());
        assertThat(chain.underlying()).isEqualTo("NIFTY");
        assertThat(chain.quotes()).hasSize(20).allSatisfy(quote -> {
            assertThat(quote.openInterest()).isEqualTo(1250);
            assertThat(quote.volume()).isEqualTo(4000);
            assertThat(quote.impliedVolatility().orElseThrow()).isCloseTo(0.1423, within(1e-12));
            assertThat(quote.bid()).hasValue(101);
        });
    }

    @Test
    void an_option_that_never_traded_has_no_price_and_a_missing_side_is_no_option() {
        ObjectNode json = UpstoxJson.chain("NSE_INDEX|Nifty 50", EXPIRY, LiveFixtures.spot());
        ArrayNode rows = (ArrayNode) json.get("data");
        ((ObjectNode) rows.get(0)).putNull("put_options");
        ((ObjectNode) rows.get(1)).remove("call_options");
        ((ObjectNode) rows.get(2).at("/call_options/market_data"))
                .put("ltp", 0.0)
                .put("oi", 0.0);
        ((ObjectNode) rows.get(2).at("/call_options/option_greeks")).put("iv", 0.0);
        ((ObjectNode) rows.get(3).get("put_options")).putNull("option_greeks");
        hosts.json(CHAIN + "expiry_date=" + EXPIRY, json);
        List<OptionQuote> quotes = snapshot(GOOD).optionChain().orElseThrow().expiring(EXPIRY);
        assertThat(quotes).hasSize(8);
        assertThat(quotes)
                .filteredOn(quote -> quote.lastPrice().isEmpty())
                .singleElement()
                .satisfies(quote -> {
                    assertThat(quote.impliedVolatility()).isEmpty();
                    assertThat(quote.bid()).hasValue(101);
                });
        assertThat(quotes)
                .filteredOn(quote -> quote.impliedVolatility().isEmpty())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            {"status":"success","data":[]}; no option expires on 2025-01-02
            {"status":"success","data":null}; no option expires on 2025-01-02
            {"status":"success"}; no option expires on 2025-01-02
            {"status":"succ; not complete JSON
            """)
    void an_empty_null_or_cut_chain_is_told_and_the_exchange_is_asked(String body, String complaint) {
        hosts.text(CHAIN, 200, "application/json", body);
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(details(snapshot))
                .contains("upstox option_chain NIFTY50: MALFORMED: expiry 2025-01-02")
                .contains(complaint);
        assertThat(source(snapshot, "NIFTY50", "option_chain")).isEqualTo("nse");
    }

    @Test
    void a_chain_without_a_spot_or_far_from_the_quote_is_refused() {
        hosts.json(CHAIN, UpstoxJson.chain("NSE_INDEX|Nifty 50", EXPIRY, LiveFixtures.spot()));
        hosts.text(
                CHAIN + "expiry_date=" + EXPIRY,
                200,
                "application/json",
                UpstoxJson.chain("NSE_INDEX|Nifty 50", EXPIRY, LiveFixtures.spot())
                        .toString()
                        .replaceAll("\"underlying_spot_price\":[0-9.]+", "\"underlying_spot_price\":0"));
        hosts.json(
                CHAIN + "expiry_date=" + FURTHER,
                UpstoxJson.chain("NSE_INDEX|Nifty 50", FURTHER, LiveFixtures.spot() * 1.02));
        String told = details(snapshot(GOOD));
        assertThat(told)
                .contains("underlying_spot_price, the index level, is missing or 0 in every row")
                .contains("expiry 2025-01-09: underlying_spot_price is ")
                .contains("the chain is of another moment");
    }

    @Test
    void empty_and_null_candles_are_no_bars_and_others_are_asked() {
        hosts.text(
                        HISTORY + NIFTY + "/days/1/.*",
                        200,
                        "application/json",
                        "{\"status\":\"success\",\"data\":{\"candles\":[]}}")
                .text(HISTORY + VIX + "/days/1/.*", 200, "application/json", "{\"status\":\"success\",\"data\":null}");
        MarketSnapshot snapshot = snapshot("");
        assertThat(source(snapshot, "NIFTY50", "daily")).isEqualTo("yahoo");
        assertThat(source(snapshot, "INDIAVIX", "daily")).isEqualTo("yahoo");
        assertThat(details(snapshot)).contains("NIFTY50: none of 0 daily bars");
    }

    @Test
    void no_more_than_ten_years_are_asked_for_at_once() {
        LocalDate from = LocalDate.of(2001, 6, 1);
        LiveSettings settings = UpstoxHosts.settings("")
                .withUpstox(UpstoxHosts.settings("").upstox().orElseThrow().forCatchUp());
        MarketSources.upstox(hosts, settings, LiveFixtures.clock(), MarketStore.none())
                .snapshot(MarketRequest.nifty50(NOON).withFrom(from));
        assertThat(asked("upstox.test"))
                .contains(
                        HISTORY + NIFTY + "/days/1/2024-12-31/2015-01-01",
                        HISTORY + NIFTY + "/days/1/2014-12-31/2005-01-01",
                        HISTORY + NIFTY + "/days/1/2004-12-31/2001-06-01");
    }

    @ParameterizedTest
    @CsvSource({"401, UDAPI100050", "403, UDAPI100073", "401, OTHER"})
    void a_bad_token_costs_what_needs_one_but_not_the_bars(int status, String code) {
        String told = UpstoxJson.error(code, "Invalid token").toString();
        UpstoxHosts.answers()
                .forEach((path, body) -> hosts.answer(
                        path,
                        request -> FakeHosts.response(
                                request,
                                request.headers().containsKey("Authorization") ? status : 200,
                                Map.of("Content-Type", List.of("application/json")),
                                request.headers().containsKey("Authorization") ? told : body.toString())));
        MarketSnapshot snapshot = snapshot(GOOD);
        // One with the token, the five of bars without it.
        assertThat(asked("upstox.test")).hasSize(6);
        assertThat(source(snapshot, "NIFTY50", "daily")).isEqualTo("upstox");
        assertThat(source(snapshot, "NIFTY50", "option_chain")).isEqualTo("nse");
        assertThat(codes(snapshot)).containsExactly("ACCESS_TOKEN_REFUSED");
        assertThat(details(snapshot))
                .contains(status + " " + code + ", Invalid token")
                .contains("make a new read-only token");
        assertThat(store.saved().get(0).attempts())
                .extracting(FetchAttempt::outcome)
                .startsWith(Outcome.TOKEN_REFUSED, Outcome.OK);
    }

    @ParameterizedTest
    @CsvSource({"401, UDAPI1221", "403, UDAPI100067"})
    void a_token_that_is_not_for_one_thing_is_sent_for_the_others(int status, String code) {
        error(QUOTES, status, code);
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(source(snapshot, "NIFTY50", "option_chain")).isEqualTo("upstox");
        assertThat(source(snapshot, "NIFTY50", "quote")).isEqualTo("upstox");
        assertThat(asked("upstox.test")).hasSize(9);
        assertThat(details(snapshot)).contains("TOKEN_REFUSED: " + status + " " + code);
    }

    @Test
    void bars_that_ask_for_a_token_now_say_so() {
        error(HISTORY + ".*", 401, "UDAPI100050");
        MarketSnapshot snapshot = snapshot("");
        assertThat(source(snapshot, "NIFTY50", "daily")).isEqualTo("yahoo");
        assertThat(details(snapshot)).contains("upstox daily NIFTY50").contains("TOKEN_REFUSED: 401 UDAPI100050");
    }

    @Test
    void a_token_that_says_it_has_ended_is_not_sent() {
        MarketSnapshot snapshot = snapshot(UpstoxJson.token(NOON.minusSeconds(1)));
        assertThat(hosts.requests())
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
        assertThat(codes(snapshot)).contains("ACCESS_TOKEN_ENDING");
        assertThat(details(snapshot)).contains("upstox access token: it ended at 2024-12-31T11:59:59");
        assertThat(source(snapshot, "NIFTY50", "option_chain")).isEqualTo("nse");
    }

    @Test
    void a_token_that_ends_within_a_month_is_warned_of_and_used() {
        MarketSnapshot snapshot = snapshot(UpstoxJson.token(NOON.plus(Duration.ofDays(30))));
        assertThat(codes(snapshot)).containsExactly("ACCESS_TOKEN_ENDING");
        assertThat(details(snapshot)).contains("it ends in 30 days");
        assertThat(source(snapshot, "NIFTY50", "option_chain")).isEqualTo("upstox");
        assertThat(codes(snapshot(UpstoxJson.token(NOON.plus(Duration.ofDays(31))))))
                .isEmpty();
    }

    @Test
    void a_token_of_another_form_needs_a_day_to_be_warned_of() {
        assertThat(details(snapshot("opaque"))).contains("it does not say when it ends; set live.upstox-token-until");
    }

    @ParameterizedTest
    @CsvSource({"429, UDAPI10005", "200, UDAPI10005", "202, UDAPI10005"})
    void throttling_is_waited_for_with_whatever_status_it_comes(int status, String code) {
        AtomicInteger count = new AtomicInteger();
        hosts.answer(
                QUOTES,
                request -> FakeHosts.response(
                        request,
                        count.getAndIncrement() == 0 ? status : 200,
                        Map.of("Content-Type", List.of("application/json")),
                        count.get() == 1
                                ? UpstoxJson.error(code, "Too Many Request Sent")
                                        .toString()
                                : UpstoxHosts.quotes().toString()));
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(snapshot.quote()).contains(new Quote(PRICED, LiveFixtures.spot()));
        assertThat(snapshot.quality().anomalies()).isEmpty();
        assertThat(store.saved().get(0).attempts())
                .extracting(FetchAttempt::outcome)
                .contains(Outcome.THROTTLED);
        assertThat(asked("upstox.test")).hasSize(10);
    }

    @Test
    void a_wrong_request_is_not_repeated() {
        error(CONTRACTS, 400, "UDAPI100011");
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(asked("upstox.test")).hasSize(7);
        assertThat(details(snapshot)).contains("REJECTED: 400 UDAPI100011, told (1 request)");
    }

    @Test
    void an_error_in_place_of_data_is_no_data() {
        error(HISTORY + NIFTY + "/days/1/.*", 200, "UDAPI1087");
        assertThat(details(snapshot(GOOD))).contains("MALFORMED: an error in place of data: 200 UDAPI1087");
    }

    @Test
    void a_page_from_the_gate_is_no_judgement_of_the_token_and_ends_the_host() {
        hosts.text("/v[23]/.*", 403, "text/html", "<html>Access denied, error code: 1010</html>");
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(asked("upstox.test")).hasSize(1);
        assertThat(codes(snapshot)).doesNotContain("ACCESS_TOKEN_REFUSED");
        assertThat(details(snapshot)).contains("(error code: 1010)").contains("the token was not looked at");
        assertThat(source(snapshot, "NIFTY50", "daily")).isEqualTo("yahoo");
    }

    @Test
    void a_page_with_a_server_error_is_asked_again_and_then_left_alone() {
        hosts.text("/v[23]/.*", 502, "text/html", "<html>Bad gateway</html>");
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(asked("upstox.test")).hasSize(3);
        assertThat(details(snapshot)).contains("SERVER_ERROR: 502");
        assertThat(source(snapshot, "NIFTY50", "quote")).isEqualTo("yahoo");
    }

    @Test
    void a_missing_quote_is_told_and_taken_from_the_bars() {
        hosts.json(QUOTES, UpstoxJson.quotes());
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(details(snapshot)).contains("the quotes have no 'NSE_INDEX|India VIX' with a value");
        assertThat(snapshot.volatilityQuote()).contains(new Quote(NOON, LiveFixtures.volatility()));
    }

    @Test
    void another_lot_size_than_expected_is_used_and_told() {
        hosts.text(
                CONTRACTS,
                200,
                "application/json",
                UpstoxJson.contracts("NSE_INDEX|Nifty 50", List.of(EXPIRY))
                        .toString()
                        .replace("75", "125"));
        MarketSnapshot snapshot = snapshot(GOOD);
        assertThat(codes(snapshot)).containsExactly("LOT_SIZE_MISMATCH");
        assertThat(snapshot.optionChain().orElseThrow().quotes().get(0).openInterest())
                .isEqualTo(750);
    }

    @Test
    void the_month_of_bars_is_not_fetched_again_while_the_store_has_it() {
        MarketSnapshot held = MarketSnapshot.at(
                        NOON, Underlying.NIFTY50, LiveFixtures.atNoon().calendar())
                .daily(LiveFixtures.atNoon().daily())
                .volatilityIndex(LiveFixtures.atNoon().volatilityIndex())
                .intraday(LiveFixtures.atNoon().intraday().orElseThrow().until(NOON.minus(Duration.ofHours(12))))
                .assessQuality(List.of(), List.of())
                .build();
        MarketSnapshot snapshot = snapshot(GOOD, HeldStore.of(held));
        assertThat(asked("upstox.test"))
                .hasSize(8)
                .contains(HISTORY + NIFTY + "/days/1/2024-12-31/2024-12-17")
                .noneMatch(path -> path.startsWith(HISTORY + NIFTY + "/minutes"));
        assertThat(snapshot.intraday().orElseThrow().sessions())
                .hasSizeGreaterThan(15)
                .contains(LocalDate.of(2024, 12, 30), LocalDate.of(2024, 12, 31));
        assertThat(source(snapshot, "NIFTY50", "daily")).isEqualTo("store");
    }

    @Test
    void keeps_the_bars_of_the_volatility_index_in_the_store() {
        snapshot(GOOD);
        assertThat(store.saved().get(0).pieces())
                .filteredOn(MarketFetch.Intraday.class::isInstance)
                .extracting(piece -> ((MarketFetch.Intraday) piece).bars().instrument())
                .containsExactlyInAnyOrder("NIFTY50", "INDIAVIX");
    }

    @Test
    void an_index_without_a_key_is_not_asked_there() {
        Underlying other = new Underlying(
                "X", "x", "^NSEI", "NIFTY", "NIFTY 50", "INDIAVIX", "v", "^INDIAVIX", "INDIA VIX", 50, "nifty");
        MarketSnapshot snapshot = MarketSources.auto(hosts, UpstoxHosts.settings(GOOD), LiveFixtures.clock(), store)
                .snapshot(new MarketRequest(other, NOON, LiveFixtures.request().from()));
        assertThat(asked("upstox.test")).isEmpty();
        assertThat(details(snapshot)).contains("underlying.upstox-key is not set");
    }

    @Test
    void every_known_index_has_its_keys() {
        assertThat(Underlying.KNOWN)
                .extracting(index -> index.upstoxKey().orElseThrow())
                .containsExactly(
                        "NSE_INDEX|Nifty 50",
                        "NSE_INDEX|Nifty Bank",
                        "NSE_INDEX|Nifty Fin Service",
                        "NSE_INDEX|NIFTY MID SELECT",
                        "NSE_INDEX|Nifty Next 50",
                        "BSE_INDEX|SENSEX",
                        "BSE_INDEX|BANKEX");
    }

    @Test
    void the_past_is_asked_for_without_what_is_of_the_present() {
        MarketSnapshot snapshot = snapshotOfThePast();
        assertThat(snapshot.lastSession()).isEqualTo("2024-12-27");
        assertThat(asked("upstox.test")).noneMatch(path -> path.startsWith(TODAY) || path.startsWith("/v2"));
        assertThat(snapshot.quote()).isEmpty();
    }

    private MarketSnapshot snapshotOfThePast() {
        return MarketSources.upstox(hosts, UpstoxHosts.settings(GOOD), LiveFixtures.clock(), store)
                .snapshot(new MarketRequest(
                        Underlying.NIFTY50,
                        NOON.minus(Duration.ofDays(3)),
                        LiveFixtures.request().from()));
    }
}
