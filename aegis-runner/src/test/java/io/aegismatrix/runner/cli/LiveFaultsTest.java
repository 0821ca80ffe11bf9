package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.http.Fault;
import com.google.common.base.Stopwatch;
import io.aegismatrix.data.LiveFixtures;
import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.data.UpstoxHosts;
import io.aegismatrix.data.UpstoxJson;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code infer --source auto} does, command and all, when the hosts misbehave. Leaves the second fault table of
 * aegis-data/docs/NETWORK.md in {@code target/live-fault-table.md}; the table there is held to everything but the times.
 */
class LiveFaultsTest {

    private static final String TOKEN = UpstoxJson.token(LiveFixtures.NOON.plus(Duration.ofDays(100)));
    private static final String HEAD =
            "| Fault | What the run published, from where | Requests Upstox + Yahoo + NSE | Exit | ms |\n|---|---|---|---|---|\n";

    @TempDir
    private static Path root;

    private static LocalHosts hosts = new LocalHosts();
    private static final List<String> TABLE = new ArrayList<>();

    @BeforeAll
    static void train() throws IOException {
        MarketFolder.write(root.resolve("market"));
        Result result = new CommandLineRun(root).run("train --source csv:market");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @AfterAll
    static void stop() throws IOException {
        hosts.close();
        Files.writeString(Path.of("target", "live-fault-table.md"), HEAD + String.join("\n", TABLE) + "\n");
    }

    private static void run(String fault, String token, Runnable spoil, int exit) throws IOException {
        hosts.reset();
        spoil.run();
        Path folder = Files.createTempDirectory(root, "run");
        CommandLineRun line = new CommandLineRun(folder)
                .at(LiveFixtures.NOON)
                .with("AEGIS_MODELS", root.resolve("models").toString())
                .with("AEGIS_LIVE_UPSTOX", hosts.upstoxBase().toString())
                .with("AEGIS_LIVE_UPSTOX_TOKEN", token)
                .with("AEGIS_LIVE_YAHOO", hosts.yahooBase().toString())
                .with("AEGIS_LIVE_NSE", hosts.nseBase().toString())
                .with("AEGIS_LIVE_CONTACT", "https://fault.example/" + TABLE.size())
                .with("AEGIS_LIVE_DEADLINE_SECONDS", "30")
                .with("AEGIS_DATA_COMPLETENESS_FLOOR", "0.1");
        Stopwatch watch = Stopwatch.createStarted();
        Result result = line.run("infer --source auto");
        long took = watch.elapsed().toMillis();
        String contact = "fault.example/" + TABLE.size() + ")";
        int upstox = hosts.upstoxRequests(contact).size();
        int yahoo = hosts.yahooRequests(contact).size();
        int nse = hosts.nseRequests(contact).size();
        TABLE.add("| " + fault + " | " + told(folder, result) + " | " + upstox + " + " + yahoo + " + " + nse + " | "
                + result.status() + " | " + took + " |");
        assertThat(result.status()).as(fault + ": " + result.err()).isEqualTo(exit);
        assertThat(upstox).isLessThanOrEqualTo(10);
        assertThat(yahoo).isLessThanOrEqualTo(4);
        assertThat(nse).isLessThanOrEqualTo(4);
        assertThat(result.out() + result.err()).doesNotContain(TOKEN);
    }

    private static String told(Path folder, Result result) throws IOException {
        if (result.status() != 0) {
            return "nothing: " + result.err().lines().findFirst().orElse("").replaceAll(" \\(upstox.*", " …");
        }
        JsonNode quality = new JsonMapper()
                .readTree(folder.resolve("aegismatrix.json").toFile())
                .path("data_quality");
        Map<String, String> kinds = new TreeMap<>();
        quality.path("sources")
                .forEach(source -> kinds.merge(
                        source.path("kind").asText(),
                        source.path("name").asText(),
                        (one, other) -> one.contains(other) ? one : one + "/" + other));
        List<String> parts = new ArrayList<>();
        kinds.forEach((kind, names) -> parts.add(kind + " " + names));
        TreeSet<String> codes = new TreeSet<>(quality.path("anomalies").findValuesAsText("code"));
        return String.join(", ", parts) + "; " + quality.path("freshness").asText()
                + (codes.isEmpty() ? "" : "; " + String.join(", ", codes));
    }

    private static void refuseOthers() {
        hosts.yahooAlways(LocalHosts.dated().withStatus(429).withBody("Edge: Too Many Requests"));
        hosts.nseAlways(LocalHosts.dated().withFault(Fault.EMPTY_RESPONSE));
    }

    @Test
    @Tag("slow")
    void every_fault_ends_as_the_table_says() throws IOException {
        run("none, with a token", TOKEN, () -> {}, 0);
        run("no token", "", () -> {}, 0);
        run("no token; Yahoo and NSE refuse our name", "", LiveFaultsTest::refuseOthers, 0);
        run("token refused (401 UDAPI100050)", TOKEN, hosts::upstoxRefusesTokens, 0);
        run("token past its own end", UpstoxJson.token(LiveFixtures.NOON.minusSeconds(1)), () -> {}, 0);
        run(
                "Upstox throttles always (429)",
                TOKEN,
                () -> hosts.upstoxAlways(LocalHosts.dated().withStatus(429)),
                0);
        run(
                "Upstox throttles chains with 200 UDAPI10005",
                TOKEN,
                () -> hosts.upstox(
                        "/v2/option/chain.*", LocalHosts.json(UpstoxJson.error("UDAPI10005", "Too Many Request Sent"))),
                0);
        run(
                "Upstox's gate refuses (403 HTML 1010)",
                TOKEN,
                () -> hosts.upstoxAlways(LocalHosts.dated()
                        .withStatus(403)
                        .withHeader("Content-Type", "text/html")
                        .withBody("<html>error code: 1010</html>")),
                0);
        run(
                "Upstox 502 HTML always",
                TOKEN,
                () -> hosts.upstoxAlways(LocalHosts.dated().withStatus(502)),
                0);
        run(
                "Upstox lists no chain (empty data)",
                TOKEN,
                () -> hosts.upstox("/v2/option/chain.*", LocalHosts.json("{\"status\":\"success\",\"data\":[]}")),
                0);
        run(
                "Upstox's request is wrong (400 UDAPI100011)",
                TOKEN,
                () -> hosts.upstox(
                        "/v2/option/contract.*",
                        LocalHosts.json(UpstoxJson.error("UDAPI100011", "Invalid Instrument key"))
                                .withStatus(400)),
                0);
        run(
                "Upstox's daily bars cut in half",
                TOKEN,
                () -> hosts.upstox(
                        UpstoxHosts.HISTORY + UpstoxHosts.NIFTY + "/days/.*",
                        LocalHosts.json("{\"status\":\"success\",\"data\":{\"candles\":[[\"2024-")),
                0);
        run(
                "every host refuses",
                TOKEN,
                () -> {
                    hosts.upstoxAlways(LocalHosts.dated().withStatus(502));
                    refuseOthers();
                },
                10);
        run(
                "no token; NSE lets the caller hang",
                "",
                () -> hosts.nseAlways(LocalHosts.dated().withFixedDelay(60_000)),
                0);
        assertTableOfTheDocument();
    }

    private static void assertTableOfTheDocument() throws IOException {
        String document = Files.readString(Path.of("..", "aegis-data", "docs", "NETWORK.md"));
        assertThat(TABLE)
                .as("the table of docs/NETWORK.md; the true one is in target/live-fault-table.md")
                .allSatisfy(row ->
                        assertThat(document).contains(row.substring(0, row.lastIndexOf('|', row.length() - 2))));
    }
}
