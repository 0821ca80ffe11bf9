package io.aegismatrix.data;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static io.aegismatrix.data.LiveFixtures.NOON;
import static io.aegismatrix.data.LiveFixtures.PRICED;
import static io.aegismatrix.data.LocalHosts.CONTRACTS;
import static io.aegismatrix.data.LocalHosts.DAILY;
import static io.aegismatrix.data.LocalHosts.INTRADAY;
import static io.aegismatrix.data.LocalHosts.VOLATILITY;
import static io.aegismatrix.data.LocalHosts.dated;
import static io.aegismatrix.data.LocalHosts.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.google.common.base.Stopwatch;
import com.google.common.util.concurrent.Uninterruptibles;
import io.aegismatrix.data.DataQuality.Anomaly;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.source.MarketSources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the fallback chain does when its hosts misbehave, against a local server. Every case also holds the limits: at
 * most four requests to a host, and the deadline. The store holds everything up to one session before the last completed
 * one, so the years of bars are wanted. Writes the table of docs/NETWORK.md to {@code target/fault-table.md}.
 */
class FaultTableTest {

    private static final Duration ASSEMBLY = Duration.ofMillis(500);
    private static final Map<String, String> TABLE = new TreeMap<>();

    private static LocalHosts hosts;

    private static int cases;

    private String contact = "";
    private LiveSettings settings = LiveSettings.defaults();
    private HeldStore store = HeldStore.empty();

    @BeforeAll
    static void starts_the_hosts() {
        hosts = new LocalHosts();
        // The client's classes and the connections are loaded and made before anything is timed, however long that
        // takes.
        Duration patience = Duration.ofMinutes(2);
        LiveSettings patient =
                hosts.settings().withManners(hosts.settings().manners().withTimeouts(patience, patience, patience));
        MarketSources.auto(MarketSources.http(patient), patient, LiveFixtures.clock(), MarketStore.none())
                .snapshot(LiveFixtures.request());
    }

    @BeforeEach
    void forgets_the_fault_before() {
        hosts.reset();
        contact = "https://fault.example/" + ++cases;
        settings = hosts.settings();
        settings = settings.withManners(settings.manners().withContact(contact));
        store = HeldStore.of(LiveFixtures.behind(1));
    }

    @AfterAll
    static void writes_the_table() throws IOException {
        hosts.close();
        String head = "| Fault | What the run did | Requests Yahoo + NSE | Exit | ms |\n|---|---|---|---|---|\n";
        Files.writeString(Path.of("target", "fault-table.md"), head + String.join("\n", TABLE.values()) + "\n");
    }

    /** One run and how it ended. */
    private record Run(Optional<MarketSnapshot> snapshot, String refusal) {

        MarketSnapshot market() {
            return snapshot.orElseThrow(() -> new AssertionError("refused: " + refusal));
        }

        SourceStamp stamp(String instrument, String kind) {
            return market().quality().sources().stream()
                    .filter(stamp -> stamp.instrument().equals(instrument)
                            && stamp.kind().equals(kind))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + kind + " of " + instrument));
        }

        List<String> codes() {
            return market().quality().anomalies().stream().map(Anomaly::code).toList();
        }

        String details() {
            return market().quality().anomalies().stream().map(Anomaly::detail).collect(Collectors.joining("\n"));
        }

        /** The runner refuses without data, and in market hours when the newest price is from before the session. */
        int exit() {
            return snapshot.map(market -> market.spotFreshness() == Freshness.EXPIRED ? 10 : 0)
                    .orElse(10);
        }

        String summary() {
            return snapshot.map(market -> Arrays.stream(new String[] {"daily", "intraday", "quote", "option_chain"})
                                    .map(kind -> kind + " " + sources(market, kind))
                                    .collect(Collectors.joining(", "))
                            + "; " + market.quality().freshness()
                            + (codes().isEmpty()
                                    ? ""
                                    : "; " + codes().stream().distinct().collect(Collectors.joining(", "))))
                    .orElse("refused: " + refusal.replaceAll("( \\(yahoo|; every host).*", " …"));
        }

        private static String sources(MarketSnapshot market, String kind) {
            String found = market.quality().sources().stream()
                    .filter(stamp -> stamp.kind().equals(kind))
                    .map(stamp -> stamp.name() + (stamp.level() > 0 ? " (" + stamp.level() + ")" : ""))
                    .distinct()
                    .collect(Collectors.joining("/"));
            return found.isEmpty() ? "none" : found;
        }
    }

    private Run run(String fault) {
        MarketSource source = MarketSources.auto(MarketSources.http(settings), settings, LiveFixtures.clock(), store);
        Stopwatch watch = Stopwatch.createStarted();
        Run run;
        try {
            run = new Run(Optional.of(source.snapshot(LiveFixtures.request())), "");
        } catch (MarketDataException e) {
            run = new Run(Optional.empty(), String.valueOf(e.getMessage()));
        }
        Duration took = watch.elapsed();
        awaitJournal();
        int yahoo = hosts.yahooRequests(contact).size();
        int nse = hosts.nseRequests(contact).size();
        TABLE.put(
                fault,
                "| " + fault.substring(3) + " | " + run.summary().replaceAll("localhost:\\d+", "host") + " | " + yahoo
                        + " + " + nse + " | " + run.exit() + " | " + took.toMillis() + " |");
        assertThat(yahoo).isLessThanOrEqualTo(4);
        assertThat(nse).isLessThanOrEqualTo(4);
        assertThat(took).isLessThan(settings.manners().deadline().plus(ASSEMBLY));
        assertThat(store.saved()).as("attempts are kept whatever happened").hasSize(1);
        return run;
    }

    /** The server writes a request down when it has the answer ready, which may be after we hung up. */
    private void awaitJournal() {
        long sent = store.saved().get(0).attempts().stream()
                .filter(attempt -> attempt.outcome() != FetchAttempt.Outcome.NOT_SENT)
                .filter(attempt -> attempt.outcome() != FetchAttempt.Outcome.UNREACHABLE)
                .count();
        await(() ->
                hosts.yahooRequests(contact).size() + hosts.nseRequests(contact).size() >= sent);
    }

    private static void await(BooleanSupplier condition) {
        Stopwatch patience = Stopwatch.createStarted();
        while (!condition.getAsBoolean() && patience.elapsed().compareTo(Duration.ofSeconds(5)) < 0) {
            Uninterruptibles.sleepUninterruptibly(Duration.ofMillis(5));
        }
    }

    private void withDeadline(Duration deadline) {
        settings = settings.withManners(settings.manners().withTimeouts(deadline, deadline, deadline));
    }

    private static ResponseDefinitionBuilder throttled() {
        return dated().withStatus(429).withHeader("Content-Type", "text/plain").withBody("Too Many Requests");
    }

    private static void once(String path, ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        hosts.yahoo(get(urlMatching(path)).inScenario(path).willReturn(first).willSetStateTo("then"));
        hosts.yahoo(get(urlMatching(path))
                .inScenario(path)
                .whenScenarioStateIs("then")
                .willReturn(then));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertYahooFellBack(Run run) {
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.stamp("NIFTY50", "daily").level()).isEqualTo(1);
        assertThat(run.stamp("NIFTY50", "quote").name()).isEqualTo("nse");
        assertThat(run.stamp("NIFTY50", "quote").level()).isEqualTo(1);
        assertThat(run.market().lastSession()).isEqualTo("2024-12-27");
        assertThat(run.codes()).contains("DAILY_BEHIND", "SOURCE_FAILED");
        assertThat(run.exit()).isZero();
    }

    private static void assertAllPreferred(Run run) {
        assertThat(run.market().quality().sources())
                .hasSize(6)
                .allSatisfy(stamp -> assertThat(stamp.level()).isZero());
        assertThat(run.exit()).isZero();
    }

    @Test
    void nothing_wrong() {
        Run run = run("00 none");
        assertAllPreferred(run);
        assertThat(run.codes()).isEmpty();
        assertThat(hosts.yahooRequests(contact)).hasSize(3);
        assertThat(hosts.nseRequests(contact)).hasSize(4);
    }

    @Test
    void throttled_once_without_retry_after_is_asked_again() {
        once(DAILY, throttled(), json(LiveFixtures.dailyChart()));
        Run run = run("01 429 once, no Retry-After");
        assertAllPreferred(run);
        assertThat(run.stamp("NIFTY50", "daily").attempts()).isEqualTo(2);
        assertThat(hosts.yahooRequests(contact)).hasSize(4);
    }

    @Test
    void retry_after_is_waited_for() {
        once(DAILY, throttled().withHeader("Retry-After", "1"), json(LiveFixtures.dailyChart()));
        Stopwatch watch = Stopwatch.createStarted();
        Run run = run("02 429 once, Retry-After 1 s");
        assertAllPreferred(run);
        assertThat(watch.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void retry_after_longer_than_the_cap_is_honoured_by_staying_away() {
        hosts.yahoo(DAILY, throttled().withHeader("Retry-After", "3600"));
        Run run = run("03 429, Retry-After 1 h (beyond the cap)");
        assertYahooFellBack(run);
        assertThat(hosts.yahooRequests(contact)).hasSize(1);
        assertThat(run.details()).contains("THROTTLED: 429, Retry-After 3600 (1 request)");
    }

    @Test
    void a_storm_of_429_ends_after_three_tries() {
        hosts.yahooAlways(throttled());
        Run run = run("04 429 storm");
        assertYahooFellBack(run);
        assertThat(hosts.yahooRequests(contact)).hasSize(3);
    }

    @Test
    void the_exchange_refusing_with_401_leaves_its_fields_out() {
        hosts.nseAlways(
                dated().withStatus(401).withHeader("Content-Type", "text/html").withBody("<html>no</html>"));
        Run run = run("05 NSE 401 HTML on every page");
        assertThat(run.stamp("NIFTY50", "quote").name()).isEqualTo("yahoo");
        assertThat(run.market().optionChain()).isEmpty();
        assertThat(run.details()).contains("given up after REFUSED, /option-chain answered 401, text/html");
        assertThat(hosts.nseRequests(contact)).hasSize(1);
        assertThat(run.exit()).isZero();
    }

    @Test
    void the_exchange_refusing_with_403_leaves_its_fields_out() {
        hosts.nse(
                "/api/.*",
                dated().withStatus(403).withHeader("Content-Type", "text/html").withBody("<html>no</html>"));
        Run run = run("06 NSE 403 HTML on its data");
        assertThat(run.market().optionChain()).isEmpty();
        assertThat(run.details()).contains("REFUSED: 403, text/html");
        assertThat(hosts.nseRequests(contact)).hasSize(2);
        assertThat(run.exit()).isZero();
    }

    @Test
    void the_exchange_answering_a_page_is_a_refusal_too() {
        hosts.nse("/api/.*", dated().withHeader("Content-Type", "text/html").withBody("<html>please wait</html>"));
        Run run = run("07 NSE 200 HTML instead of data");
        assertThat(run.market().optionChain()).isEmpty();
        assertThat(run.details()).contains("REFUSED: JSON expected, was text/html");
    }

    @Test
    void an_unknown_symbol_is_not_asked_for_again() {
        hosts.yahoo(
                VOLATILITY,
                json("{\"chart\":{\"result\":null,\"error\":{\"code\":\"Not Found\",\"description\":\"No data found\"}}}")
                        .withStatus(404));
        Run run = run("08 Yahoo 404 JSON for the volatility index");
        assertThat(run.stamp("INDIAVIX", "daily").name()).isEqualTo("store");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("yahoo");
        assertThat(run.details()).contains("NOT_FOUND: 404").contains("No data found");
        assertThat(hosts.yahooRequests(contact)).hasSize(3);
    }

    @Test
    void a_server_error_that_goes_on_ends_after_three_tries() {
        hosts.yahooAlways(dated().withStatus(503));
        Run run = run("09 Yahoo 503 always");
        assertYahooFellBack(run);
        assertThat(hosts.yahooRequests(contact)).hasSize(3);
        assertThat(run.details()).contains("SERVER_ERROR: 503").contains("(3 requests)");
    }

    @Test
    void both_hosts_failing_leaves_an_expired_price() {
        hosts.yahooAlways(dated().withStatus(500));
        hosts.nseAlways(dated().withStatus(500));
        Run run = run("10 500 from both hosts, in market hours");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.market().quality().freshness()).isEqualTo(Freshness.EXPIRED);
        assertThat(run.exit()).isEqualTo(10);
    }

    @Test
    void both_hosts_failing_and_an_empty_store_is_refused() {
        store = HeldStore.empty();
        hosts.yahooAlways(dated().withStatus(500));
        hosts.nseAlways(dated().withStatus(500));
        Run run = run("11 500 from both hosts, empty store");
        assertThat(run.refusal()).startsWith("NIFTY50: no daily bars").contains("SERVER_ERROR: 500");
        assertThat(run.exit()).isEqualTo(10);
    }

    @Test
    void half_a_json_is_told_and_not_used() {
        String whole = LiveFixtures.dailyChart().toString();
        hosts.yahoo(DAILY, json(whole.substring(0, whole.length() / 2)));
        Run run = run("12 half a JSON");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.stamp("NIFTY50", "intraday").name()).isEqualTo("yahoo");
        assertThat(run.details()).contains("MALFORMED: not complete JSON");
    }

    @Test
    void another_content_type_is_told_and_not_used() {
        hosts.yahoo(DAILY, dated().withHeader("Content-Type", "text/plain").withBody("Edge: all good"));
        Run run = run("13 wrong content type");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.details()).contains("MALFORMED: JSON expected, was text/plain");
    }

    @Test
    void gzip_is_understood() {
        hosts.yahoo(
                DAILY,
                json("").withHeader("Content-Encoding", "gzip")
                        .withBody(gzip(LiveFixtures.dailyChart().toString())));
        assertAllPreferred(run("14 gzip, whole"));
    }

    @Test
    void truncated_gzip_is_asked_again() {
        byte[] whole = gzip(LiveFixtures.dailyChart().toString());
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        once(DAILY, json("").withHeader("Content-Encoding", "gzip").withBody(half), json(LiveFixtures.dailyChart()));
        Run run = run("15 gzip cut short, once");
        assertAllPreferred(run);
        assertThat(run.stamp("NIFTY50", "daily").attempts()).isEqualTo(2);
    }

    @Test
    void a_broken_connection_is_asked_again() {
        once(DAILY, dated().withFault(Fault.CONNECTION_RESET_BY_PEER), json(LiveFixtures.dailyChart()));
        assertAllPreferred(run("16 connection reset, once"));
    }

    @Test
    void a_host_that_hangs_up_without_a_word_is_asked_three_times_and_no_more() {
        hosts.yahooAlways(dated().withFault(Fault.EMPTY_RESPONSE));
        Run run = run("37 hangs up without an answer");
        assertYahooFellBack(run);
        assertThat(hosts.yahooRequests(contact)).hasSize(3);
    }

    @Test
    void bars_of_nulls_are_left_out_and_counted() {
        ObjectNode chart = LiveFixtures.dailyChart();
        for (String name : List.of("open", "high", "low", "close", "volume")) {
            VendorJson.column(chart, name).setNull(100);
        }
        VendorJson.column(chart, "open").setNull(101);
        hosts.yahoo(DAILY, json(chart));
        Run run = run("17 nulls in arrays");
        assertThat(run.codes()).containsExactly("MISSING_SESSIONS", "BARS_WITHOUT_PRICES");
        assertThat(run.details()).contains("NIFTY50: 2 of 420 daily bars have no prices");
        assertThat(run.exit()).isZero();
    }

    @Test
    void arrays_of_different_length_are_refused() {
        ObjectNode chart = LiveFixtures.dailyChart();
        VendorJson.column(chart, "low").remove(3);
        hosts.yahoo(DAILY, json(chart));
        Run run = run("18 arrays of different length");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.details()).contains("low must hold as many values as timestamp, 420, was 419");
    }

    @Test
    void empty_arrays_are_no_bars() {
        hosts.yahoo(DAILY, json(VendorJson.chart("^NSEI", "1d", LiveFixtures.spot(), PRICED)));
        hosts.yahoo(INTRADAY, json(VendorJson.chart("^NSEI", "5m", LiveFixtures.spot(), PRICED)));
        Run run = run("19 empty arrays");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.stamp("NIFTY50", "quote").name()).isEqualTo("yahoo");
        assertThat(run.details()).contains("none of 0 daily bars is of a session completed at");
        assertThat(run.market().intraday()).isEmpty();
    }

    @Test
    void repeated_timestamps_keep_the_later_row_and_say_so() {
        ObjectNode chart = LiveFixtures.dailyChart();
        DailyBar bar = LiveFixtures.evening().daily().bar(50);
        ArrayNode stamps = VendorJson.column(chart, "timestamp");
        stamps.set(51, stamps.get(50));
        hosts.yahoo(DAILY, json(chart));
        Run run = run("20 duplicate timestamps");
        assertThat(run.codes()).containsExactly("MISSING_SESSIONS", "BARS_REPEATED");
        int position = run.market().daily().find(bar.session()).orElseThrow();
        assertThat(run.market().daily().bar(position).close())
                .isEqualTo(LiveFixtures.evening().daily().bar(51).close());
    }

    @Test
    void unsorted_timestamps_are_sorted_and_told() {
        ObjectNode chart = LiveFixtures.dailyChart();
        for (String name : List.of("timestamp", "open", "high", "low", "close", "volume")) {
            ArrayNode column = VendorJson.column(chart, name);
            var first = column.get(10);
            column.set(10, column.get(20));
            column.set(20, first);
        }
        hosts.yahoo(DAILY, json(chart));
        Run run = run("21 unsorted timestamps");
        assertThat(run.codes()).containsExactly("BARS_UNSORTED");
        assertThat(run.market().daily()).isEqualTo(LiveFixtures.atNoon().daily());
    }

    @Test
    void yesterdays_bars_alone_let_the_exchange_give_the_price() {
        onlyYesterdaysBars();
        Run run = run("22 yesterday's bars only, exchange alive");
        assertThat(run.stamp("NIFTY50", "quote").name()).isEqualTo("nse");
        assertThat(run.market().quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(run.exit()).isZero();
    }

    private static void onlyYesterdaysBars() {
        Instant yesterday = Instant.parse("2024-12-30T10:00:05Z");
        List<DailyBar> until = LiveFixtures.atNoon().daily().bars();
        double close = until.get(until.size() - 1).close();
        hosts.yahoo(DAILY, json(VendorJson.daily("^NSEI", until, close, yesterday)));
        hosts.yahoo(INTRADAY, json(VendorJson.chart("^NSEI", "5m", close, yesterday)));
    }

    @Test
    void yesterdays_bars_alone_are_expired_in_market_hours() {
        onlyYesterdaysBars();
        hosts.nseAlways(dated().withStatus(403));
        Run run = run("23 yesterday's bars only, exchange refuses");
        assertThat(run.market().quality().freshness()).isEqualTo(Freshness.EXPIRED);
        assertThat(run.exit()).isEqualTo(10);
    }

    @Test
    void one_hosts_clock_off_by_six_hours_rules_that_host_out() {
        hosts.yahooAlways(dated(NOON.plus(Duration.ofHours(6)))
                .withHeader("Content-Type", "application/json")
                .withBody(LiveFixtures.dailyChart().toString()));
        Run run = run("24 Yahoo's clock +6 h");
        assertThat(run.stamp("NIFTY50", "quote").name()).isEqualTo("nse");
        assertThat(run.codes()).contains("CLOCK_SKEW");
        assertThat(run.details())
                .contains("the host says it is 2024-12-31T12:30:00Z, this machine says 2024-12-31T06:30:00Z");
        assertThat(hosts.yahooRequests(contact)).hasSize(1);
    }

    @Test
    void every_hosts_clock_ahead_means_ours_is_wrong() {
        everyHostSays(Duration.ofHours(6));
        Run run = run("25 both hosts' clocks +6 h (ours is slow)");
        assertThat(run.refusal()).contains("set the clock and run again");
        assertThat(run.exit()).isEqualTo(10);
    }

    @Test
    void every_hosts_clock_behind_means_ours_is_wrong() {
        everyHostSays(Duration.ofHours(-6));
        Run run = run("26 both hosts' clocks -6 h (ours is fast)");
        assertThat(run.refusal()).contains("the host says it is 2024-12-31T00:30:00Z");
        assertThat(run.exit()).isEqualTo(10);
    }

    private static void everyHostSays(Duration off) {
        ResponseDefinitionBuilder answer = dated(NOON.plus(off))
                .withHeader("Content-Type", "application/json")
                .withBody("{}");
        hosts.yahooAlways(answer);
        hosts.nseAlways(answer);
    }

    @Test
    void a_slow_drip_is_cut_at_the_hosts_share_of_the_deadline() {
        hosts.yahoo(DAILY, json(LiveFixtures.dailyChart()).withChunkedDribbleDelay(40, 20_000));
        withDeadline(Duration.ofSeconds(2));
        Run run = run("27 slow drip past the deadline");
        assertYahooFellBack(run);
        assertThat(run.details()).contains("TIMED_OUT");
    }

    @Test
    void both_hosts_dripping_end_at_the_deadline() {
        hosts.yahooAlways(json(LiveFixtures.dailyChart()).withChunkedDribbleDelay(40, 20_000));
        hosts.nseAlways(json(LiveFixtures.chain()).withChunkedDribbleDelay(40, 20_000));
        withDeadline(Duration.ofSeconds(2));
        Run run = run("28 slow drip from both hosts");
        assertThat(run.market().quality().freshness()).isEqualTo(Freshness.EXPIRED);
        assertThat(run.exit()).isEqualTo(10);
    }

    @Test
    void a_refused_connection_is_tried_three_times() {
        settings = settings.withHosts(URI.create("http://localhost:" + closedPort()), hosts.nseBase());
        Run run = run("29 connection refused");
        assertYahooFellBack(run);
        assertThat(run.details()).contains("UNREACHABLE: ConnectException");
    }

    @Test
    void a_name_that_does_not_resolve_falls_back() {
        settings = settings.withHosts(URI.create("http://no-such-host.invalid"), hosts.nseBase());
        Run run = run("30 DNS failure");
        assertYahooFellBack(run);
        assertThat(run.details()).containsAnyOf("UNREACHABLE", "TIMED_OUT");
    }

    @Test
    void a_redirect_on_the_same_host_is_followed_and_counted() {
        hosts.yahoo(DAILY, dated().withStatus(302).withHeader("Location", "/moved"));
        hosts.yahoo("/moved", json(LiveFixtures.dailyChart()));
        Run run = run("31 redirect on the same host");
        assertAllPreferred(run);
        assertThat(run.stamp("NIFTY50", "daily").attempts()).isEqualTo(2);
    }

    @Test
    void a_redirect_to_another_host_is_refused() {
        hosts.yahoo(DAILY, dated().withStatus(302).withHeader("Location", "http://elsewhere.example/chart"));
        Run run = run("32 redirect to another host");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.details()).contains("REDIRECT_REFUSED: 302 to http://elsewhere.example/chart");
    }

    @Test
    void redirects_in_a_circle_end_with_the_budget() {
        hosts.yahoo(DAILY, dated().withStatus(302).withHeader("Location", "/circle"));
        hosts.yahoo("/circle", dated().withStatus(302).withHeader("Location", "/circle"));
        Run run = run("33 redirects in a circle");
        assertYahooFellBack(run);
        assertThat(run.details()).contains("all 4 requests of this run are used up");
    }

    @Test
    void fifty_megabytes_are_not_swallowed() {
        byte[] large = new byte[50 << 20];
        Arrays.fill(large, (byte) ' ');
        hosts.yahoo(DAILY, json("").withBody(large));
        withDeadline(Duration.ofSeconds(20));
        Run run = run("34 50 MB body");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.details()).contains("MALFORMED: BodyTooLargeException, the body has more than 16777216 bytes");
        assertThat(hosts.yahooRequests(contact)).hasSize(3);
    }

    @Test
    void fifty_megabytes_packed_into_fifty_kilobytes_are_not_swallowed_either() {
        hosts.yahoo(DAILY, json("").withHeader("Content-Encoding", "gzip").withBody(gzip(" ".repeat(50 << 20))));
        withDeadline(Duration.ofSeconds(20));
        Run run = run("35 50 MB body, packed");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
        assertThat(run.details()).contains("BodyTooLargeException");
    }

    @Test
    void a_refusal_after_the_first_page_ends_the_exchange_for_the_run() {
        hosts.nse(CONTRACTS, dated().withStatus(401));
        Run run = run("36 NSE 401 after its first page");
        assertThat(run.market().optionChain()).isEmpty();
        assertThat(run.details()).contains("REFUSED: 401");
        assertThat(hosts.nseRequests(contact)).hasSize(2);
        assertThat(run.exit()).isZero();
    }

    @Test
    void an_edge_that_serves_somebody_else_is_a_refusal() {
        hosts.nse(CONTRACTS, dated().withStatus(421));
        Run run = run("38 NSE 421 Misdirected Request");
        assertThat(run.details()).contains("REFUSED: 421");
        assertThat(hosts.nseRequests(contact)).hasSize(2);
    }

    @Test
    void a_first_hang_of_the_exchange_is_a_refusal() {
        hosts.nseAlways(dated().withFixedDelay(30_000));
        Stopwatch watch = Stopwatch.createStarted();
        Run run = run("39 NSE lets the first page hang");
        assertThat(run.details()).contains("the host was given up after TIMED_OUT");
        assertThat(hosts.nseRequests(contact)).hasSizeLessThanOrEqualTo(1);
        // Its patience is one second here.
        assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(5));
        assertThat(run.stamp("NIFTY50", "quote").name()).isEqualTo("yahoo");
    }

    @Test
    void a_consent_page_is_named_as_one() {
        hosts.yahooAlways(dated().withStatus(302)
                .withHeader("Location", "https://consent.yahoo.com/v2/collectConsent?sessionId=3_cc-session"));
        Run run = run("40 Yahoo asks for consent");
        assertThat(run.details())
                .contains("REDIRECT_REFUSED: 302 to a consent page (https://consent.yahoo.com/v2/collectConsent)")
                .doesNotContain("cc-session");
        assertThat(run.stamp("NIFTY50", "daily").name()).isEqualTo("store");
    }
}
