package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.process.RunLock;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferTest {

    @TempDir
    private static Path trained;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        MarketFolder.write(trained.resolve("market"));
        Result result = new CommandLineRun(trained).run("train --source csv:market");
        assertThat(result.status()).as(result.err()).isZero();
    }

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .with("AEGIS_MODELS", trained.resolve("models").toString())
                .with("AEGIS_SOURCE", "csv:" + trained.resolve("market"));
    }

    private Path out() {
        return folder.resolve("aegismatrix.json");
    }

    private Payload published() {
        return PayloadReader.json().read(out());
    }

    @Test
    void publishes_a_valid_payload() throws IOException {
        Result result = line().run("infer");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("NIFTY50 as of 2024-12-31T10:00:00Z");
        assertThat(result.err()).startsWith("published ").contains("aegismatrix.json");
        assertThat(PayloadSchema.violations(Files.readAllBytes(out()))).isEmpty();
        Payload payload = published();
        assertThat(payload.generatedAt()).isEqualTo(CommandLineRun.NOW);
        assertThat(payload.asOf()).isEqualTo(Instant.parse("2024-12-31T10:00:00Z"));
        assertThat(payload.synthetic()).isFalse();
        assertThat(payload.session().date()).isEqualTo(LocalDate.of(2024, 12, 31));
        assertThat(payload.timingsMs()).containsOnlyKeys("data", "features", "engines", "assemble", "total");
        assertThat(payload.models()).hasSize(9).allSatisfy(model -> {
            assertThat(model.trainedAt()).isEqualTo(CommandLineRun.NOW);
            assertThat(model.inSample()).isFalse();
            assertThat(model.ageDays()).isZero();
            assertThat(model.skill().orElseThrow().n()).isEqualTo(200);
            assertThat(model.skill().orElseThrow().metric()).isEqualTo(model.model() + "_1.log_loss_skill");
        });
        assertThat(payload.market().forecastVolatility().get().h5()).isPositive();
        assertThat(payload.market().expectedMove().get().horizon()).isEqualTo(5);
    }

    @Test
    void gives_the_same_bytes_again_but_for_time_and_name_of_the_run() throws IOException {
        line().run("infer --as-of 2024-12-30");
        ObjectNode first = tree();
        line().at(CommandLineRun.NOW.plusSeconds(86_400)).run("infer --as-of 2024-12-30");
        ObjectNode second = tree();

        assertThat(first.get("generated_at")).isNotEqualTo(second.get("generated_at"));
        List<String> changing = List.of("generated_at", "run_id", "timings_ms");
        // The first run added to the prediction log, and the second tells how that stood.
        assertThat(((ObjectNode) second.get("live")).remove("log")).isNotNull();
        assertThat(first.remove(changing).toString())
                .isEqualTo(second.remove(changing).toString());
    }

    private ObjectNode tree() throws IOException {
        JsonNode tree = JsonMapper.builder().build().readTree(Files.readAllBytes(out()));
        return (ObjectNode) tree;
    }

    @Test
    void says_when_the_market_shown_was_trained_on_and_counts_only_outcomes_known_then() {
        Result result = line().run("infer --as-of 2024-10-31");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err())
                .contains(
                        "aegis: warning: direction, seller, buyer were trained through 2024-12-31, after the decision session"
                                + " 2024-10-31: their forecasts are in sample");
        assertThat(published().models()).allSatisfy(model -> {
            assertThat(model.inSample()).isTrue();
            assertThat(model.ageDays()).isEqualTo(-61);
            assertThat(model.skill().orElseThrow().n()).isBetween(150, 165);
        });
    }

    @Test
    void shows_the_live_price_against_the_last_close_in_market_hours() {
        line().run("infer --source synthetic:5 --as-of 2024-12-30");
        double close = published().market().spot();
        Result result = line().run("infer --source synthetic:5 --market-hours --as-of 2024-12-31T06:30:00Z");

        assertThat(result.status()).as(result.err()).isZero();
        Payload live = published();
        assertThat(live.synthetic()).isTrue();
        assertThat(live.session().state().name()).isEqualTo("OPEN");
        assertThat(live.asOf()).isBetween(Instant.parse("2024-12-31T06:20:00Z"), Instant.parse("2024-12-31T06:30:00Z"));
        assertThat(live.market().spot() - live.market().spotChange()).isCloseTo(close, within(0.02));
    }

    @Test
    void does_nothing_outside_market_hours_where_asked() {
        Result result = line().run("infer --market-hours");

        assertThat(result.status()).isZero();
        assertThat(out()).doesNotExist();
    }

    @Test
    void points_to_the_newest_session_of_a_history_that_ends_too_early() throws IOException {
        Path market = MarketFolder.write(folder.resolve("market"));

        Result stale = line().at(Instant.parse("2026-01-05T12:00:00Z")).run("infer --source", "csv:" + market);
        assertThat(stale.status()).isEqualTo(10);
        assertThat(stale.err()).contains("2026-01-05", "as of 2024-12-31");

        Result then = line().at(Instant.parse("2026-01-05T12:00:00Z"))
                .run("infer --as-of 2024-12-31 --source", "csv:" + market);
        assertThat(then.status()).as(then.err()).isZero();
    }

    @Test
    void an_engine_that_fails_stops_the_run_unless_degraded_is_asked_for() {
        FakeEngines engines = new FakeEngines()
                .failingToEvaluate(SellerEngine.ID, new ModelException("seller_trap: the score is NaN"))
                .failingToEvaluate(BuyerEngine.ID, new MarketDataException("INDIAVIX is missing on 2024-12-31"));

        Result refused = line().with(engines).run("infer");
        assertThat(refused.status()).isEqualTo(12);
        assertThat(refused.err()).contains("seller_trap: the score is NaN");
        assertThat(out()).doesNotExist();

        Result degraded = line().with(engines).run("infer --degraded");
        assertThat(degraded.status()).as(degraded.err()).isZero();
        assertThat(out()).doesNotExist();
        Payload payload = PayloadReader.json().read(out().resolveSibling("aegismatrix-degraded.json"));
        assertThat(payload.models()).extracting("engine").containsOnly("direction");
        assertThat(payload.seller().sellerFlag()).isEqualTo(Block.unavailable("seller_trap: the score is NaN"));
        assertThat(payload.buyer().buyerEnvironment())
                .isEqualTo(Block.unavailable("INDIAVIX is missing on 2024-12-31"));
        assertThat(payload.market().forecastVolatility()).isEqualTo(Block.unavailable("seller_trap: the score is NaN"));
        assertThat(payload.market().regime().find()).isPresent();
    }

    @Test
    void a_degraded_payload_lies_beside_the_last_complete_one_until_the_next() throws IOException {
        FakeEngines failing = new FakeEngines()
                .failingToEvaluate(SellerEngine.ID, new ModelException("seller_trap: the score is NaN"));
        Path degraded = out().resolveSibling("aegismatrix-degraded.json");
        assertThat(line().run("infer").status()).isZero();
        byte[] complete = Files.readAllBytes(out());

        assertThat(line().with(failing).run("infer --degraded").status()).isZero();
        assertThat(out()).hasBinaryContent(complete);
        assertThat(degraded).content().contains("seller_trap: the score is NaN");

        assertThat(line().run("infer --degraded").status()).isZero();
        assertThat(degraded).doesNotExist();

        assertThat(line().with(failing)
                        .with("AEGIS_DEGRADED_OUT", "aegismatrix.json")
                        .run("infer --degraded")
                        .status())
                .isZero();
        assertThat(out()).content().contains("seller_trap: the score is NaN");
    }

    @Test
    void an_unforeseen_failure_is_one_line_with_1_and_a_trace_only_on_demand() {
        FakeEngines engines =
                new FakeEngines().failingToEvaluate(BuyerEngine.ID, new IllegalStateException("off\nthe rails"));

        Result result = line().with(engines).run("infer");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("IllegalStateException: off the rails", "--verbose");

        Result verbose = line().with(engines).run("infer --verbose");
        assertThat(verbose.err()).contains("at io.aegismatrix.runner");
        assertThat(out()).doesNotExist();
    }

    @Test
    void a_payload_that_cannot_be_stored_ends_with_11() throws IOException {
        Files.createDirectories(out());

        Result result = line().run("infer");

        assertThat(result.status()).isEqualTo(11);
        assertThat(result.err()).contains("aegismatrix.json was not written");
    }

    @Test
    void a_second_run_on_the_same_file_ends_with_14() {
        RunLock.Owner owner = new RunLock.Owner("asha@desk infer", 4711, Instant.parse("2024-12-31T13:59:00Z"));
        RunLock.ofFile(out(), Optional.empty()).hold(owner, notice -> {}, () -> {
            Result result = line().run("infer");
            assertThat(result.status()).isEqualTo(14);
            assertThat(result.err()).contains("another run", "asha@desk infer, pid 4711, started 2024-12-31T13:59:00Z");
        });

        assertThat(line().run("infer --quiet").status()).isZero();
    }

    @Test
    void quiet_says_nothing_when_all_is_well() {
        Result result = line().run("infer --quiet");

        assertThat(result.out() + result.err()).isEmpty();
        assertThat(out()).exists();
    }
}
