package io.aegismatrix.data;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/** The hosts on this machine, behaving well at {@link LiveFixtures#NOON} until told otherwise. */
public final class LocalHosts implements AutoCloseable {

    /** Yahoo's daily chart of the underlying. */
    public static final String DAILY = "/v8/finance/chart/%5ENSEI\\?.*interval=1d";
    /** Yahoo's five-minute chart. */
    public static final String INTRADAY = "/v8/finance/chart/%5ENSEI\\?.*interval=5m";
    /** Yahoo's daily chart of the volatility index. */
    public static final String VOLATILITY = "/v8/finance/chart/%5EINDIAVIX\\?.*";
    /** NSE's page that sets the cookies. */
    public static final String PAGE = "/option-chain";
    /** NSE's list of contracts. */
    public static final String CONTRACTS = "/api/option-chain-contract-info\\?.*";
    /** NSE's option chain in the v3 shape. */
    public static final String CHAIN = "/api/option-chain-v3\\?.*";
    /** NSE's list of indices. */
    public static final String INDICES = "/api/allIndices";

    private final WireMockServer upstox = server();
    private final WireMockServer yahoo = server();
    private final WireMockServer nse = server();

    private static WireMockServer server() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().gzipDisabled(true));
        server.start();
        return server;
    }

    /** Starts them. */
    public LocalHosts() {
        reset();
    }

    /** NSE's option chain of one expiry in the v3 shape. */
    public static String chain(Underlying index, LocalDate expiry) {
        return CHAIN + "symbol=" + index.nseSymbol() + "&expiry=" + VendorJson.nseDay(expiry);
    }

    /** Forgets every fault and every request. */
    public void reset() {
        upstox.resetAll();
        yahoo.resetAll();
        nse.resetAll();
        UpstoxHosts.answers().forEach((path, body) -> upstox(pattern(path), json(body)));
        upstoxWithoutToken("/v2/.*");
        yahoo(DAILY, json(LiveFixtures.dailyChart()));
        yahoo(INTRADAY, json(LiveFixtures.intradayChart()));
        yahoo(VOLATILITY, json(LiveFixtures.volatilityChart()));
        nse(PAGE, firstPage());
        nse(CONTRACTS, json(LiveFixtures.contracts()));
        for (LocalDate expiry : List.of(LiveFixtures.EXPIRY, LiveFixtures.FURTHER)) {
            nse(chain(Underlying.NIFTY50, expiry), json(LiveFixtures.chain(expiry)));
        }
        nse(INDICES, json(LiveFixtures.indices()));
    }

    /** A path and query of {@link UpstoxHosts} as a regular expression. */
    public static String pattern(String path) {
        return path.replace("?", "\\?");
    }

    /** Lets Upstox answer otherwise; {@code path} is a regular expression of path and query. */
    public void upstox(String path, ResponseDefinitionBuilder answer) {
        upstox.stubFor(get(urlMatching(path)).willReturn(answer));
    }

    /** Lets Upstox tell the market of another moment, and date its answers so. */
    public void upstoxAt(Instant moment) {
        upstoxAt(LiveFixtures.evening(), moment);
    }

    /** Lets Upstox tell another market at a moment, and date its answers so. */
    public void upstoxAt(MarketSnapshot evening, Instant moment) {
        upstox.resetAll();
        UpstoxHosts.answers(evening, moment).forEach((path, body) -> upstox(pattern(path), json(body, moment)));
        upstoxWithoutToken("/v2/.*");
    }

    /** Lets the exchange list the NIFTY's contracts and tell their chains at a moment, and date its answers so. */
    public void nseChainsAt(Instant moment, double spot) {
        nse.resetAll();
        nse(PAGE, dated(moment).withHeader("Content-Type", "text/html").withHeader("Set-Cookie", "nsit=1; Path=/"));
        nse(CONTRACTS, json(LiveFixtures.contracts(), moment));
        for (LocalDate expiry : List.of(LiveFixtures.EXPIRY, LiveFixtures.FURTHER)) {
            nse(
                    chain(Underlying.NIFTY50, expiry),
                    json(VendorJson.chainV3(moment.minusSeconds(30), spot, expiry), moment));
        }
    }

    /** A JSON answer dated otherwise. */
    public static ResponseDefinitionBuilder json(ObjectNode body, Instant moment) {
        return dated(moment).withHeader("Content-Type", "application/json").withBody(body.toString());
    }

    /** Lets Upstox answer otherwise the first time, and as before then. */
    public void upstoxOnce(String path, ResponseDefinitionBuilder first) {
        upstox.stubFor(get(urlMatching(path))
                .inScenario(path)
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("then"));
    }

    /** Forgets what was asked, and answers on as before. */
    public void forgetRequests() {
        List.of(upstox, yahoo, nse).forEach(WireMockServer::resetRequests);
    }

    /** Lets Upstox refuse some paths to who brings no token. */
    private void upstoxWithoutToken(String path) {
        upstox.stubFor(get(urlMatching(path))
                .withHeader("Authorization", WireMock.absent())
                .willReturn(refusal()));
    }

    /** Lets Upstox refuse every token, and serve bars without one. */
    public void upstoxRefusesTokens() {
        upstox.stubFor(any(anyUrl())
                .withHeader("Authorization", WireMock.matching(".*"))
                .willReturn(refusal()));
    }

    private static ResponseDefinitionBuilder refusal() {
        return json(UpstoxJson.error("UDAPI100050", "Invalid token used to access API"))
                .withStatus(401);
    }

    /** Lets Upstox answer everything so. */
    public void upstoxAlways(ResponseDefinitionBuilder answer) {
        upstox.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** Adds a rule of its own to Upstox. */
    public void upstox(MappingBuilder rule) {
        upstox.stubFor(rule);
    }

    /** Where Upstox is. */
    public URI upstoxBase() {
        return URI.create(upstox.baseUrl());
    }

    /** What Upstox was asked under a contact, oldest first. */
    public List<String> upstoxRequests(String contact) {
        return requests(upstox, contact);
    }

    /** Serves the BANKNIFTY in place of the NIFTY 50, of which nothing is known any more. */
    public void serveBankNifty() {
        upstox.resetAll();
        yahoo.resetAll();
        nse.resetAll();
        Underlying index = Underlying.BANKNIFTY;
        yahoo("/v8/finance/chart/%5ENSEBANK\\?.*interval=1d", json(LiveFixtures.dailyChart(index)));
        yahoo("/v8/finance/chart/%5ENSEBANK\\?.*interval=5m", json(LiveFixtures.intradayChart(index)));
        yahoo(VOLATILITY, json(LiveFixtures.volatilityChart()));
        nse(PAGE, firstPage());
        nse(CONTRACTS, json(LiveFixtures.bankNiftyContracts()));
        for (LocalDate expiry : List.of(LiveFixtures.MONTHLY, LocalDate.of(2025, 2, 27))) {
            nse(chain(index, expiry), json(LiveFixtures.bankNiftyChain(expiry)));
        }
        nse(INDICES, json(LiveFixtures.indices(index)));
    }

    private static ResponseDefinitionBuilder firstPage() {
        return dated().withHeader("Content-Type", "text/html").withHeader("Set-Cookie", "nsit=1; Path=/");
    }

    /** An answer dated noon. */
    public static ResponseDefinitionBuilder dated() {
        return dated(LiveFixtures.NOON);
    }

    /** An answer dated otherwise. */
    public static ResponseDefinitionBuilder dated(Instant moment) {
        return aResponse()
                .withStatus(200)
                .withHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC)));
    }

    /** A JSON answer dated noon. */
    public static ResponseDefinitionBuilder json(ObjectNode body) {
        return json(body.toString());
    }

    /** A JSON answer dated noon, of any text. */
    public static ResponseDefinitionBuilder json(String body) {
        return dated().withHeader("Content-Type", "application/json;charset=utf-8")
                .withBody(body);
    }

    /** Lets Yahoo answer otherwise; {@code path} is a regular expression of path and query. */
    public void yahoo(String path, ResponseDefinitionBuilder answer) {
        yahoo.stubFor(get(urlMatching(path)).willReturn(answer));
    }

    /** Lets Yahoo answer everything so. */
    public void yahooAlways(ResponseDefinitionBuilder answer) {
        yahoo.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** Lets NSE answer otherwise. */
    public void nse(String path, ResponseDefinitionBuilder answer) {
        nse.stubFor(get(urlMatching(path)).willReturn(answer));
    }

    /** Lets NSE answer everything so. */
    public void nseAlways(ResponseDefinitionBuilder answer) {
        nse.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** Adds a rule of its own to Yahoo. */
    public void yahoo(MappingBuilder rule) {
        yahoo.stubFor(rule);
    }

    /** Adds a rule of its own to NSE. */
    public void nse(MappingBuilder rule) {
        nse.stubFor(rule);
    }

    /** Where Yahoo is. */
    public URI yahooBase() {
        return URI.create(yahoo.baseUrl());
    }

    /** Where NSE is. */
    public URI nseBase() {
        return URI.create(nse.baseUrl());
    }

    /** What Yahoo was asked under a contact, oldest first. */
    public List<String> yahooRequests(String contact) {
        return requests(yahoo, contact);
    }

    /** What NSE was asked under a contact, oldest first. */
    public List<String> nseRequests(String contact) {
        return requests(nse, contact);
    }

    /** A request of an earlier run may still be served, and is then of another contact. */
    private static List<String> requests(WireMockServer server, String contact) {
        return server.getAllServeEvents().stream()
                .filter(event -> String.valueOf(event.getRequest().getHeader("User-Agent"))
                        .contains(contact))
                .sorted(Comparator.comparing(
                        (ServeEvent event) -> event.getRequest().getLoggedDate()))
                .map(event -> event.getRequest().getUrl())
                .toList();
    }

    /** Settings that point here, with short limits. */
    public LiveSettings settings() {
        return LiveFixtures.settings(yahooBase(), nseBase());
    }

    @Override
    public void close() {
        upstox.stop();
        yahoo.stop();
        nse.stop();
    }
}
