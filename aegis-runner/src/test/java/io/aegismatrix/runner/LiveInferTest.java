package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.LiveFixtures;
import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.runner.CommandLineRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From hosts on this machine to the published file, at noon of a session. */
class LiveInferTest {

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
                .with("AEGIS_LIVE_YAHOO", hosts.yahooBase().toString())
                .with("AEGIS_LIVE_NSE", hosts.nseBase().toString())
                .with("AEGIS_DATA_COMPLETENESS_FLOOR", "0.1");
    }

    private JsonNode published() throws IOException {
        return new JsonMapper().readTree(folder.resolve("aegismatrix.json").toFile());
    }

    @Test
    void publishes_from_the_network_and_names_every_source_and_its_age() throws IOException {
        Result result = line().run("infer --source auto");

        assertThat(result.status()).as(result.err()).isZero();
        JsonNode quality = published().path("data_quality");
        assertThat(quality.path("freshness").asText()).isEqualTo("FRESH");
        assertThat(quality.path("sources").toString()).contains("yahoo").contains("nse");
        assertThat(quality.path("sources"))
                .isNotEmpty()
                .allSatisfy(source ->
                        assertThat(source.path("age_seconds").isNumber()).isTrue());
        assertThat(published().path("market").path("spot").asDouble()).isEqualTo(LiveFixtures.spot());
        assertThat(quality.path("sources").toString()).contains("option_chain");
    }

    @Test
    void keeps_what_it_fetched_and_publishes_from_it_in_the_evening() throws IOException {
        Result fetched = line().run("fetch --years 1");
        assertThat(fetched.status()).as(fetched.err()).isZero();
        assertThat(fetched.out()).contains("NIFTY50", "INDIAVIX", "daily", "intraday 5m", "option_chain");
        hosts.yahooAlways(LocalHosts.dated().withStatus(500));
        hosts.nseAlways(LocalHosts.dated().withStatus(403));

        Result result = line().run("infer --source store");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(published().path("data_quality").path("sources").toString()).contains("\"store\"");
    }

    @Test
    void refuses_without_hosts_and_without_a_store_and_leaves_nothing_behind() {
        hosts.yahooAlways(LocalHosts.dated().withStatus(404));
        hosts.nseAlways(LocalHosts.dated().withStatus(403));

        Result result = line().run("infer --source auto");

        assertThat(result.status()).as(result.err()).isEqualTo(10);
        assertThat(result.err()).contains("yahoo").contains("nse");
        assertThat(folder.resolve("aegismatrix.json")).doesNotExist();
    }

    @Test
    void fills_the_store_from_a_folder() {
        Result result = line().run("fetch --years 3 --source csv:" + trained.resolve("market"));

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("NIFTY50", "INDIAVIX").doesNotContain("quote");
        assertThat(Files.exists(folder.resolve("market.db"))).isTrue();
    }

    @Test
    void refuses_an_address_that_is_none() {
        Result result = line().with("AEGIS_LIVE_NSE", "ftp://nse/").run("infer --source auto");

        assertThat(result.status()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("ftp://nse/");
    }
}
