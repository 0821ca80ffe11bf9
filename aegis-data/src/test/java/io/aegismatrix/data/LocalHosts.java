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
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;

/** Both hosts on this machine, behaving well at {@link LiveFixtures#NOON} until told otherwise. */
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

    private final WireMockServer yahoo = server();
    private final WireMockServer nse = server();

    private static WireMockServer server() {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().gzipDisabled(true));
        server.start();
        return server;
    }

    /** Starts both. */
    public LocalHosts() {
        reset();
    }

    /** NSE's option chain of one expiry in the v3 shape. */
    public static String chain(Underlying index, LocalDate expiry) {
        return CHAIN + "symbol=" + index.nseSymbol() + "&expiry=" + VendorJson.nseDay(expiry);
    }

    /** Forgets every fault and every request. */
    public void reset() {
        yahoo.resetAll();
        nse.resetAll();
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

    /** Serves the BANKNIFTY in place of the NIFTY 50, of which nothing is known any more. */
    public void serveBankNifty() {
        yahoo.resetAll();
        nse.resetAll();
        Underlying index = Underlying.BANKNIFTY;
        yahoo("/v8/finance/chart/%5ENSEBANK\\?.*interval=1d", json(LiveFixtures.dailyChart(index)));
        yahoo("/v8/finance/chart/%5ENSEBANK\\?.*interval=5m", json(LiveFixtures.intradayChart(index)));
        yahoo(VOLATILITY, json(LiveFixtures.volatilityChart()));
        nse(PAGE, firstPage());
        nse(CONTRACTS, json(LiveFixtures.bankNiftyContracts()));
        nse(chain(index, LiveFixtures.MONTHLY), json(LiveFixtures.bankNiftyChain()));
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
        yahoo.stop();
        nse.stop();
    }
}
