package io.aegismatrix.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.LiveSettings;
import io.aegismatrix.data.MarketHttp;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.MarketStore;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.Underlying;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeDownloadTest {

    private static final Instant NEXT_MORNING = Instant.parse("2024-01-08T08:00:00+05:30");
    private static final String INDICES =
            "Index Name,Index Date,Open Index Value,High Index Value,Low Index Value,Closing Index Value,Points Change,"
                    + "Change(%),Volume,Turnover (Rs. Cr.),P/E,P/B,Div Yield\n";

    /** An answer the server has ready, a letter a byte. */
    private record Ready(int status, String type, String letters) {

        byte[] body() {
            return letters.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private final Map<String, Ready> ready = new HashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Long> at = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void starts_a_server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        serve("/content/indices/ind_close_all_05012024.csv", "text/csv", indices("05-01-2024", 21710.8));
        serve("/content/indices/ind_close_all_04012024.csv", "text/csv", indices("04-01-2024", 21658.6));
        ready.put(bhavcopy("20240105"), new Ready(200, "application/zip", zip("2024-01-05")));
        ready.put(bhavcopy("20240104"), new Ready(200, "application/zip", zip("2024-01-04")));
    }

    @AfterEach
    void stops_it() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("User-Agent"));
        at.add(System.nanoTime());
        Ready found = ready.getOrDefault(
                exchange.getRequestURI().getPath(), new Ready(404, "text/html", "<html>Resource not found</html>"));
        exchange.getResponseHeaders().add("Content-Type", found.type());
        exchange.sendResponseHeaders(found.status(), found.body().length);
        exchange.getResponseBody().write(found.body());
        exchange.close();
    }

    private void serve(String path, String type, String body) {
        ready.put(path, new Ready(200, type, body));
    }

    private static String bhavcopy(String day) {
        return "/content/fo/BhavCopy_NSE_FO_0_0_0_" + day + "_F_0000.csv.zip";
    }

    private static String indices(String day, double close) {
        return INDICES + "Nifty 50," + day + ",21600,21800,21500," + close + ",1,.3,1,1,1,1,1\nIndia VIX," + day
                + ",13.4,13.6,12.4,12.9,-.68,-4.8,-,-,-,-,-\n";
    }

    private static double close(String day) {
        return day.equals("2024-01-05") ? 21710.8 : 21658.6;
    }

    private static String zip(String day) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("any.csv"));
            zip.write(("TradDt,TckrSymb,XpryDt,StrkPric,OptnTp,ClsPric,UndrlygPric,OpnIntrst,TtlTradgVol,NewBrdLotQty\n"
                            + day
                            + ",NIFTY,2024-01-11,21700,CE,120," + close(day) + ",500,7,50\n" + day
                            + ",NIFTY,2024-01-11,21700,PE,99," + close(day) + ",1000,7,50\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private ExchangeDownload.Result run() {
        LiveSettings live = LiveSettings.defaults();
        ExchangeDownload.Settings settings = new ExchangeDownload.Settings(
                URI.create("http://localhost:" + server.getAddress().getPort()), folder.resolve("exchange"), 3);
        return ExchangeDownload.of(
                        MarketSources.http(live),
                        live.withChecks(new LiveSettings.Checks(Duration.ofDays(36_500), 0.0001, 0.005)),
                        settings,
                        Clock.fixed(NEXT_MORNING, ZoneOffset.UTC))
                .run(Underlying.NIFTY50, NEXT_MORNING, MarketStores.sqlite(folder.resolve("market.db")));
    }

    private MarketSnapshot held() {
        return MarketStores.sqlite(folder.resolve("market.db")).snapshot(MarketRequest.nifty50(NEXT_MORNING));
    }

    private static List<String> details(ExchangeDownload.Result result) {
        return result.noticed().stream().map(DataQuality.Anomaly::detail).toList();
    }

    @Test
    void gets_the_newest_sessions_first_four_files_a_run_one_a_second_and_keeps_them() {
        ExchangeDownload.Result first = run();

        assertThat(first.noticed()).isEmpty();
        assertThat(first.files()).hasSize(4).allMatch(Files::isRegularFile);
        assertThat(asked)
                .hasSize(4)
                .allMatch(request ->
                        request.endsWith(LiveSettings.defaults().manners().userAgent()));
        assertThat(asked.get(0)).startsWith("/content/indices/ind_close_all_05012024.csv ");
        assertThat(asked.get(1)).startsWith(bhavcopy("20240105"));
        for (int i = 1; i < at.size(); i++) {
            assertThat(at.get(i) - at.get(i - 1)).isGreaterThan(700_000_000L);
        }
        assertThat(held().daily().last().close()).isEqualTo(21710.8);
        assertThat(held().optionChain().orElseThrow().quotes()).hasSize(2);
        assertThat(MarketStores.summary(folder.resolve("market.db")).attempts()).isEqualTo(4);

        asked.clear();
        ExchangeDownload.Result second = run();
        assertThat(asked).hasSize(2).allMatch(request -> request.contains("0301") || request.contains("0103"));
        assertThat(details(second))
                .satisfiesExactly(
                        indices -> assertThat(indices).contains("ind_close_all_03012024.csv: NOT_FOUND: 404"),
                        options -> assertThat(options).contains("20240103_F_0000.csv.zip: NOT_FOUND"));
    }

    @Test
    void a_refusal_ends_the_run_and_leaves_the_rest_for_the_next() {
        ready.put(
                "/content/indices/ind_close_all_05012024.csv",
                new Ready(403, "text/html", "<html>Access Denied</html>"));

        ExchangeDownload.Result result = run();

        assertThat(asked).hasSize(1);
        assertThat(result.files()).isEmpty();
        assertThat(details(result).get(0)).contains("REFUSED: 403");
    }

    @Test
    void a_page_instead_of_a_file_another_day_and_half_a_zip_are_told_and_not_kept() throws IOException {
        serve("/content/indices/ind_close_all_05012024.csv", "text/html", "\n<html>Resource not found</html>");
        serve("/content/indices/ind_close_all_04012024.csv", "text/csv", indices("03-01-2024", 21500));
        String whole = zip("2024-01-05");
        ready.put(bhavcopy("20240105"), new Ready(200, "application/zip", whole.substring(0, 60)));
        ready.put(bhavcopy("20240104"), new Ready(200, "application/zip", zip("2024-01-03")));

        ExchangeDownload.Result result = run();

        assertThat(result.files()).isEmpty();
        assertThat(details(result))
                .satisfiesExactly(
                        page -> assertThat(page).contains("a web page came instead of the file"),
                        half -> assertThat(half).contains("20240105_F_0000.csv.zip", "MALFORMED"),
                        other -> assertThat(other)
                                .contains("holds the session 2024-01-03, but its name says 2024-01-04"),
                        options -> assertThat(options).contains("holds the session 2024-01-03"));
        try (var left = Files.walk(folder.resolve("exchange"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        List<OptionChain> chains = new ArrayList<>();
        MarketStores.sqlite(folder.resolve("market.db")).chains(MarketRequest.nifty50(NEXT_MORNING), chains::add);
        assertThat(chains).isEmpty();
    }

    @Test
    void nothing_is_asked_for_before_it_is_published() {
        Instant evening = Instant.parse("2024-01-05T19:29:59+05:30");
        LiveSettings live = LiveSettings.defaults();
        List<String> paths = new ArrayList<>();
        MarketHttp http = request -> {
            paths.add(request.uri().getPath());
            return new MarketHttp.Response(request.uri(), 404, Map.of(), new byte[0]);
        };
        ExchangeDownload.of(
                        http,
                        live,
                        new ExchangeDownload.Settings(URI.create("http://localhost"), folder.resolve("exchange"), 1),
                        Clock.fixed(evening, ZoneOffset.UTC))
                .run(Underlying.NIFTY50, evening, MarketStore.none());

        assertThat(paths).hasSize(2).allMatch(path -> path.contains("04012024") || path.contains("20240104"));
        assertThatThrownBy(() -> new ExchangeDownload.Settings(URI.create("http://localhost"), folder, 0))
                .hasMessageContaining("sessions must be from 1 to 30, was 0");
    }
}
