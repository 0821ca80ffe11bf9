package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.StoreSummary;
import io.aegismatrix.data.UpstoxHosts;
import io.aegismatrix.data.UpstoxJson;
import io.aegismatrix.data.VendorJson;
import io.aegismatrix.data.source.MarketStores;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From nothing to forecasts over the network: six years are fetched, the shipped engines trained on the store, and forecasts
 * published with a token, without, and with one that has ended. Leaves what each command did in {@code target/live-end-to-end.md}.
 */
@Tag("slow")
class LiveEndToEndTest {

    private static final MarketSnapshot MARKET = MarketFixtures.snapshot(1500);
    private static final Instant NOON = MarketFixtures.NOON;
    private static final String GOOD = UpstoxJson.token(NOON.plus(Duration.ofDays(200)));
    private static final String ENDED = UpstoxJson.token(NOON.minusSeconds(60));
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static LocalHosts hosts = new LocalHosts();

    private final List<String> table = new ArrayList<>(
            List.of("| Command | What came of it | Requests Upstox + Yahoo + NSE | s |", "|---|---|---|---|"));

    @AfterAll
    static void stop() {
        hosts.close();
    }

    private static void serve(Instant moment) {
        hosts.upstoxAt(MARKET, moment);
        hosts.nseChainsAt(moment, UpstoxHosts.spot(MARKET, moment));
        hosts.yahooAlways(LocalHosts.dated(moment).withStatus(404));
        hosts.yahoo(
                "/v8/finance/chart/%5EGSPC\\?.*",
                LocalHosts.json(
                        VendorJson.american(
                                "^GSPC",
                                "America/New_York",
                                MarketFixtures.scaled(MARKET.daily(), 0.25).bars(),
                                moment),
                        moment));
        List<DailyBar> volatility = MARKET.volatilityIndex().bars();
        hosts.yahoo(
                "/v8/finance/chart/%5EVIX\\?.*",
                LocalHosts.json(VendorJson.american("^VIX", "America/Chicago", volatility, moment), moment));
        hosts.forgetRequests();
    }

    private static CommandLineRun line(Instant moment, String token) {
        return new CommandLineRun(folder)
                .at(moment)
                .with(EngineLibrary.shipped())
                .with("AEGIS_LIVE_UPSTOX", hosts.upstoxBase().toString())
                .with("AEGIS_LIVE_UPSTOX_TOKEN", token)
                .with("AEGIS_LIVE_YAHOO", hosts.yahooBase().toString())
                .with("AEGIS_LIVE_NSE", hosts.nseBase().toString());
    }

    private static int[] requests() {
        return new int[] {
            hosts.upstoxRequests("AegisMatrix").size(),
            hosts.yahooRequests("AegisMatrix").size(),
            hosts.nseRequests("AegisMatrix").size()
        };
    }

    private Result told(String name, CommandLineRun line, String command, String came) throws IOException {
        long begin = System.nanoTime();
        Result result = line.run(command);
        long seconds = Math.round((System.nanoTime() - begin) / 1e9);
        assertThat(result.status()).as(result.err()).isZero();
        int[] asked = requests();
        String what = came.isEmpty() ? published() : came;
        table.add("| " + name + " | " + what + " | " + asked[0] + " + " + asked[1] + " + " + asked[2] + " | " + seconds
                + " |");
        Files.write(Path.of("target", "live-end-to-end.md"), table);
        return result;
    }

    private static JsonNode payload() throws IOException {
        return new JsonMapper().readTree(folder.resolve("aegismatrix.json").toFile());
    }

    private static String published() throws IOException {
        JsonNode quality = payload().path("data_quality");
        List<String> parts = StreamSupport.stream(quality.path("sources").spliterator(), false)
                .map(source -> source.path("kind").asText() + " "
                        + source.path("instrument").asText() + " "
                        + source.path("name").asText() + " ("
                        + source.path("level").asInt() + "), "
                        + source.path("age_seconds").asLong() + " s")
                .toList();
        return quality.path("freshness").asText() + ": " + String.join("; ", parts) + "; "
                + String.join(", ", quality.path("anomalies").findValuesAsText("code"));
    }

    private static void assertWithinBudgets(int upstox) {
        assertThat(requests()[0]).isEqualTo(upstox).isLessThanOrEqualTo(10);
        assertThat(requests()[1]).isLessThanOrEqualTo(4);
        assertThat(requests()[2]).isLessThanOrEqualTo(4);
    }

    private static String chainFrom() throws IOException {
        return StreamSupport.stream(payload().at("/data_quality/sources").spliterator(), false)
                .filter(source -> source.path("kind").asText().equals("option_chain"))
                .map(source -> source.path("name").asText())
                .findFirst()
                .orElse("nowhere");
    }

    @Test
    void six_years_are_fetched_trained_on_and_forecasts_published_with_a_token_without_and_with_an_ended_one()
            throws IOException {
        serve(NOON);
        told("`fetch --years 6`", line(NOON, GOOD), "fetch --years 6 --store market.db", "filled the store");
        assertWithinBudgets(9);
        assertThat(MarketStores.summary(folder.resolve("market.db")).holdings())
                .extracting(StoreSummary.Holding::instrument)
                .contains("NIFTY50", "INDIAVIX", "SP500", "CBOE_VIX")
                .doesNotContain("BANKNIFTY");

        hosts.forgetRequests();
        told(
                "`train --source store`",
                line(NOON, GOOD),
                "train --source store --store market.db --folds 3 --epochs 3",
                "trained every engine");
        assertThat(requests()).containsOnly(0);

        for (String[] one : new String[][] {{"with a token", GOOD}, {"without", ""}, {"with an ended one", ENDED}}) {
            Instant moment = NOON.plus(Duration.ofMinutes(10L * table.size()));
            serve(moment);
            long begin = System.nanoTime();
            Result result =
                    told("`infer`, " + one[0], line(moment, one[1]), "infer --source auto --store market.db", "");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DEADLINE.plusSeconds(30));
            boolean token = one[1].equals(GOOD);
            assertWithinBudgets(token ? 9 : 5);
            assertThat(chainFrom()).isEqualTo(token ? "upstox" : "nse");
            assertThat(payload().at("/data_quality/freshness").asText()).isEqualTo("FRESH");
            assertThat(payload().at("/data_quality/sources")).allSatisfy(source -> {
                assertThat(source.path("age_seconds").isNumber()).isTrue();
                assertThat(source.path("level").isNumber()).isTrue();
            });
            assertThat(payload()
                            .at("/data_quality/anomalies")
                            .findValuesAsText("code")
                            .contains("ACCESS_TOKEN_ENDING"))
                    .isEqualTo(one[1].equals(ENDED));
            assertThat(payload().at("/seller/max_pain/source/id").asText()).isEqualTo("max_pain_open_interest");
            assertThat(payload().at("/buyer/gamma_by_strike/source/kind").asText())
                    .isEqualTo("FORMULA");
            assertThat(result.err() + result.out() + payload()).doesNotContain(GOOD, ENDED);
        }

        Instant last = NOON.plus(Duration.ofMinutes(90));
        serve(last);
        hosts.nseAlways(LocalHosts.dated(last).withStatus(403));
        told("`infer`, without, and the exchange refuses", line(last, ""), "infer --source auto --store market.db", "");
        assertThat(chainFrom()).isEqualTo("store");
        assertThat(payload().at("/data_quality/freshness").asText()).isEqualTo("DELAYED");
    }
}
