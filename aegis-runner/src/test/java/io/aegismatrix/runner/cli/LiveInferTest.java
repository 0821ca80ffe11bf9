package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.opengamma.strata.pricer.impl.option.BlackFormulaRepository;
import io.aegismatrix.data.LiveFixtures;
import io.aegismatrix.data.LocalHosts;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
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

    /** Of the invented chain: at the money, lost with each unit of log strike, and what is left of the running session. */
    private static final double VOLATILITY = 0.2;

    private static final double SLOPE = 0.5;
    private static final double REST_OF_TODAY = 0.25;

    /** Volatility of the options of 25 delta by that smile, seven sessions and the rest of today before expiry: a fixed point in Python. */
    private static final double PUT_VOLATILITY = 0.2118;

    private static final double CALL_VOLATILITY = 0.1889;

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
                .with("AEGIS_LIVE_UPSTOX", "off")
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
    void measures_on_the_chain_what_a_chain_can_tell() throws IOException {
        serveSmile(LiveFixtures.EXPIRY, 2);
        serveSmile(LiveFixtures.FURTHER, 7);

        Result result = line().with(EngineLibrary.shipped())
                .with("AEGIS_MODELS", Path.of("..", "models").toAbsolutePath().toString())
                .run("infer --source auto");

        assertThat(result.status()).as(result.err()).isZero();
        JsonNode expiry = published().at("/market/option_chain/expiries/0");
        assertThat(expiry.path("at_the_money_volatility").asDouble()).isCloseTo(VOLATILITY, within(0.02));
        assertThat(expiry.path("put_volatility").asDouble())
                .isGreaterThan(expiry.path("call_volatility").asDouble() + 0.01);
        assertThat(published().at("/seller/max_pain/source/id").asText()).isEqualTo("max_pain_open_interest");
        assertThat(published().at("/buyer/gamma_by_strike/source/kind").asText())
                .isEqualTo("FORMULA");
        assertThat(published().at("/buyer/theta_edge/premium_source/id").asText())
                .isEqualTo("chain_straddle_1");
        assertThat(published().at("/market/option_chain/expiries"))
                .extracting(entry -> entry.path("expiry").asText())
                .containsExactly("2025-01-02", "2025-01-09");
        // Two sessions are too few for the skew of a smile to say anything: the next expiry's is measured, and named.
        JsonNode skew = published().at("/seller/skew");
        assertThat(skew.path("source").path("id").asText()).isEqualTo("smile_25_delta_against_atm");
        assertThat(skew.path("method").asText()).isEqualTo("OPTION_CHAIN_25_DELTA");
        assertThat(skew.path("expiry").asText()).isEqualTo("2025-01-09");
        assertThat(skew.path("put_volatility").asDouble()).isCloseTo(PUT_VOLATILITY, within(0.002));
        assertThat(skew.path("call_volatility").asDouble()).isCloseTo(CALL_VOLATILITY, within(0.002));
        assertThat(hosts.nseRequests("AegisMatrix")).hasSize(4);
    }

    @Test
    void says_that_the_skew_is_a_proxy_when_only_the_expiring_smile_could_be_had() throws IOException {
        serveSmile(LiveFixtures.EXPIRY, 2);
        hosts.nse(
                LocalHosts.chain(Underlying.NIFTY50, LiveFixtures.FURTHER),
                LocalHosts.dated().withStatus(404));

        Result result = line().with(EngineLibrary.shipped())
                .with("AEGIS_MODELS", Path.of("..", "models").toAbsolutePath().toString())
                .run("infer --source auto");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(published().at("/seller/skew/source/kind").asText()).isEqualTo("PROXY");
        assertThat(published().at("/seller/max_pain/source/id").asText()).isEqualTo("max_pain_open_interest");
        assertThat(published().at("/data_quality/anomalies").toString())
                .contains("nse option_chain NIFTY50: NOT_FOUND: expiry 2025-01-09: 404");
    }

    private static void serveSmile(LocalDate expiry, int sessions) {
        double years = (sessions + REST_OF_TODAY) / 252;
        hosts.nse(LocalHosts.chain(Underlying.NIFTY50, expiry), LocalHosts.json(smile(expiry, years)));
    }

    /** The recorded shape with strikes 800 points either way, priced with dearer puts. */
    private static ObjectNode smile(LocalDate expiry, double years) {
        ObjectNode chain = LiveFixtures.chain(expiry);
        ArrayNode rows = (ArrayNode) chain.at("/records/data");
        JsonNode pattern = rows.get(0).deepCopy();
        rows.removeAll();
        double spot = LiveFixtures.spot();
        for (double strike = 50 * Math.rint(spot / 50) - 800; strike <= spot + 800; strike += 50) {
            ObjectNode row = pattern.deepCopy();
            row.put("strikePrice", strike);
            double volatility = VOLATILITY - SLOPE * Math.log(strike / spot);
            for (String side : List.of("CE", "PE")) {
                double price = BlackFormulaRepository.price(spot, strike, years, volatility, side.equals("CE"));
                ((ObjectNode) row.get(side))
                        .put("strikePrice", strike)
                        .put("lastPrice", price + 0.05)
                        .put("buyPrice1", price)
                        .put("sellPrice1", price + 0.1);
            }
            rows.add(row);
        }
        return chain;
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
