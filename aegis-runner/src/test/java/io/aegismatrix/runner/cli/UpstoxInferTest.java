package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.LiveFixtures;
import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.data.UpstoxHosts;
import io.aegismatrix.data.UpstoxJson;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain with Upstox in front, from hosts on this machine to the published file: with a token, without, with a bad one. */
class UpstoxInferTest {

    private static final String TOKEN = UpstoxJson.token(LiveFixtures.NOON.plus(Duration.ofDays(100)));

    @TempDir
    private static Path trained;

    private static LocalHosts hosts = new LocalHosts();

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        MarketFolder.write(trained.resolve("market"));
        Result result = new CommandLineRun(trained).run("train --source csv:market");
        assertThat(result.status()).as(result.err()).isZero();
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    @BeforeEach
    void behave() {
        hosts.reset();
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .at(LiveFixtures.NOON)
                .with("AEGIS_MODELS", trained.resolve("models").toString())
                .with("AEGIS_LIVE_UPSTOX", hosts.upstoxBase().toString())
                .with("AEGIS_LIVE_YAHOO", hosts.yahooBase().toString())
                .with("AEGIS_LIVE_NSE", hosts.nseBase().toString())
                .with("AEGIS_LEDGER", "runs.jsonl")
                .with("AEGIS_DATA_COMPLETENESS_FLOOR", "0.1");
    }

    private void writeToken(String token, String mode) throws IOException {
        Files.writeString(folder.resolve("token"), token + "\n");
        Files.setPosixFilePermissions(folder.resolve("token"), PosixFilePermissions.fromString(mode));
    }

    private JsonNode published() throws IOException {
        return new JsonMapper().readTree(folder.resolve("aegismatrix.json").toFile());
    }

    private List<String> sources() throws IOException {
        return published().at("/data_quality/sources").findValuesAsText("name");
    }

    private String anomalies() throws IOException {
        return published().at("/data_quality/anomalies").toString();
    }

    private void assertToldNowhere(String secret, Result result) throws IOException {
        assertThat(result.out() + result.err()).doesNotContain(secret);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.endsWith("token")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(secret));
        }
    }

    @Test
    void with_a_token_from_a_file_everything_comes_from_there_and_the_token_is_told_nowhere() throws IOException {
        writeToken(TOKEN, "rw-------");

        Result result = line().with("AEGIS_LIVE_UPSTOX_TOKEN_FILE", "token").run("infer --source auto --verbose");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(sources()).containsOnly("upstox");
        assertThat(published().at("/data_quality/freshness").asText()).isEqualTo("FRESH");
        assertThat(published().at("/market/vix").asDouble()).isEqualTo(LiveFixtures.volatility());
        assertThat(published().at("/market/vix_reason").isNull()).isTrue();
        assertThat(published().at("/market/option_chain/expiries"))
                .extracting(entry -> entry.path("expiry").asText())
                .containsExactly("2025-01-02", "2025-01-09");
        assertThat(hosts.upstoxRequests("AegisMatrix")).hasSize(9);
        assertThat(hosts.yahooRequests("AegisMatrix")).isEmpty();
        assertThat(hosts.nseRequests("AegisMatrix")).isEmpty();
        assertToldNowhere(TOKEN, result);
    }

    @Test
    void without_a_token_bars_come_from_there_and_the_chain_from_the_exchange() throws IOException {
        Result result = line().run("infer --source auto");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(sources()).contains("upstox", "nse").doesNotContain("yahoo");
        assertThat(published().at("/market/vix_reason").isNull()).isTrue();
        assertThat(hosts.upstoxRequests("AegisMatrix")).hasSize(5);
        assertThat(hosts.nseRequests("AegisMatrix")).hasSize(4);
    }

    @Test
    void an_expired_token_is_told_and_costs_nothing_that_needs_none() throws IOException {
        String expired = UpstoxJson.token(LiveFixtures.NOON.minusSeconds(60));
        Result result = line().with("AEGIS_LIVE_UPSTOX_TOKEN", expired).run("infer --source auto");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(sources()).contains("upstox", "nse");
        assertThat(anomalies()).contains("ACCESS_TOKEN_ENDING", "it ended at", "make a new read-only token");
        assertThat(hosts.upstoxRequests("AegisMatrix")).hasSize(5);
        assertToldNowhere(expired, result);
    }

    @Test
    void a_token_that_is_refused_is_told_and_the_bars_are_asked_for_without_it() throws IOException {
        hosts.upstoxRefusesTokens();
        Result result = line().with("AEGIS_LIVE_UPSTOX_TOKEN", TOKEN).run("infer --source auto");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(sources()).contains("upstox", "nse").doesNotContain("yahoo");
        assertThat(anomalies()).contains("ACCESS_TOKEN_REFUSED", "401 UDAPI100050");
        assertThat(hosts.upstoxRequests("AegisMatrix")).hasSize(6);
        assertToldNowhere(TOKEN, result);
    }

    @Test
    void without_any_live_volatility_index_the_last_close_is_marked_as_one() throws IOException {
        hosts.upstox(
                UpstoxHosts.TODAY + UpstoxHosts.VIX + "/.*", LocalHosts.dated().withStatus(404));
        hosts.yahooAlways(LocalHosts.dated().withStatus(429));
        hosts.nseAlways(LocalHosts.dated().withStatus(403));

        Result result = line().run("infer --source auto");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(published().at("/market/vix_reason").asText())
                .isEqualTo("of 2024-12-30, the last close: INDIAVIX has no live value");
    }

    @Test
    void a_token_in_a_configuration_file_or_in_a_file_of_others_is_refused_without_telling_it() throws IOException {
        Files.writeString(folder.resolve("mine.conf"), "aegis.live.upstox-token = \"" + TOKEN + "\"");
        Result inConfig = line().run("infer --source auto --config mine.conf");
        assertThat(inConfig.status()).isEqualTo(2);
        assertThat(inConfig.err())
                .contains("live.upstox-token must not stand in a configuration file")
                .doesNotContain(TOKEN);

        writeToken(TOKEN, "rw-rw-rw-");
        Result ofOthers = line().with("AEGIS_LIVE_UPSTOX_TOKEN_FILE", "token").run("infer --source auto");
        assertThat(ofOthers.status()).as(ofOthers.err()).isEqualTo(2);
        assertThat(ofOthers.err())
                .contains("can be written by others", "chmod 600")
                .doesNotContain(TOKEN);

        Result missing = line().with("AEGIS_LIVE_UPSTOX_TOKEN_FILE", "nowhere").run("infer --source auto");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.err()).contains("nowhere");
    }

    @Test
    void fetch_tells_per_source_and_instrument_what_came_and_what_did_not() throws IOException {
        hosts.nseAlways(LocalHosts.dated().withStatus(403));
        Result result = line().run("fetch --years 6");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out().lines().map(row -> row.replaceAll("[\\s|│]+", " ")))
                .anySatisfy(row -> assertThat(row).contains("upstox NIFTY50 daily 419 2024-12-30"))
                .anySatisfy(row -> assertThat(row).contains("upstox INDIAVIX intraday 5m"))
                .anySatisfy(row -> assertThat(row).contains("nse NIFTY50 option_chain -"));
    }

    @Test
    void doctor_tells_of_the_token_and_asks_every_host_once() throws IOException {
        writeToken(TOKEN, "rw-------");
        hosts.yahooAlways(LocalHosts.dated().withStatus(429));
        hosts.nseAlways(LocalHosts.dated().withStatus(403));

        Result result = line().with("AEGIS_LIVE_UPSTOX_TOKEN_FILE", "token").run("doctor --live");

        assertThat(result.out())
                .contains("upstox token", "ends at 2025-04-10", "live upstox", "status 200", "30 s old")
                .contains("live yahoo", "status 429", "live nse", "status 403", "live.user-agent")
                .doesNotContain(TOKEN);
        assertThat(hosts.upstoxRequests("AegisMatrix")).hasSize(1);
        assertThat(hosts.yahooRequests("AegisMatrix")).hasSize(1);
        assertThat(hosts.nseRequests("AegisMatrix")).hasSize(1);
    }

    @Test
    void settings_are_shown_without_the_token() {
        Result result = line().with("AEGIS_LIVE_UPSTOX_TOKEN", TOKEN).run("doctor --show-config");
        assertThat(result.out()).contains("live.upstox-token ", "***").doesNotContain(TOKEN);
    }

    @Test
    void a_name_of_the_operators_choice_goes_to_every_host() {
        Result result = line().with("AEGIS_LIVE_USER_AGENT", "Desk/1.0 (mine)").run("infer --source auto");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(hosts.upstoxRequests("Desk/1.0 (mine)")).isNotEmpty();
        assertThat(hosts.nseRequests("Desk/1.0 (mine)")).isNotEmpty();
    }
}
