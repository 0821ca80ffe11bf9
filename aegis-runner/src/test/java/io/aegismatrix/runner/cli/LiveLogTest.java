package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.LiveBlock;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.Skill;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped engines on an invented market they never saw: published, logged, scored, and shown in the next payload. */
class LiveLogTest {

    private static final Instant LATER = Instant.parse("2025-06-30T14:00:00Z");
    private static final int MOST = 32;

    @TempDir
    private Path folder;

    private CommandLineRun line() {
        return new CommandLineRun(folder)
                .with(EngineLibrary.shipped())
                .at(LATER)
                .with("AEGIS_MODELS", Path.of("..", "models").toAbsolutePath().toString())
                .with("AEGIS_SOURCE", "synthetic:7");
    }

    private Path out() {
        return folder.resolve("aegismatrix.json");
    }

    private static List<LocalDate> sessions(int days) {
        List<LocalDate> sessions = MarketSources.synthetic(7)
                .snapshot(MarketRequest.nifty50(Instant.parse("2025-05-30T14:00:00Z")))
                .daily()
                .bars()
                .stream()
                .map(bar -> bar.session())
                .toList();
        return sessions.subList(sessions.size() - days, sessions.size());
    }

    private Payload scoredAfter(int days) {
        for (LocalDate session : sessions(days)) {
            Result result = line().run("infer --quiet --as-of " + session);
            assertThat(result.status()).as(result.err()).isZero();
        }
        LiveBlock before = PayloadReader.json().read(out()).live().orElseThrow();
        assertThat(before.records()).isEqualTo(Block.unavailable("no outcome of a logged forecast was known"));

        Result scored = line().run("score");
        assertThat(scored.status()).as(scored.err()).isZero();
        assertThat(scored.out()).contains("path_range_5_0.9.coverage", "direction_1.hit_rate");
        assertThat(line().run("score").err()).contains("added 0 outcomes");
        Result last = line().run("infer");
        assertThat(last.status()).as(last.err()).isZero();
        return PayloadReader.json().read(out());
    }

    private static List<String> live(Payload payload, String name) {
        return payload.models().stream()
                .filter(model -> model.model().equals(name))
                .flatMap(model -> model.live().stream())
                .map(Skill::metric)
                .toList();
    }

    @Test
    void a_payload_carries_live_records_beside_walk_forward_ones() throws IOException {
        Payload payload = scoredAfter(4);

        assertThat(PayloadSchema.violations(Files.readAllBytes(out()))).isEmpty();
        assertThat(payload.live().orElseThrow().records().get().sessions()).isEqualTo(4);
        assertThat(payload.live().orElseThrow().records().get().replayed()).isEqualTo(4);
        assertThat(payload.seller().findRange(RangeKind.PATH, 5, 0.9)).hasValueSatisfying(range -> {
            assertThat(range.coverage().get().n()).isGreaterThan(1_000);
            assertThat(range.live().orElseThrow().n()).isEqualTo(4);
        });
        assertThat(live(payload, "direction_seq")).contains("direction_1.hit_rate", "direction_5.hit_rate");
    }

    @Test
    @Tag("slow")
    void six_weeks_of_sessions_carry_every_kind_of_record() throws IOException {
        Payload payload = scoredAfter(MOST);

        byte[] json = Files.readAllBytes(out());
        assertThat(PayloadSchema.violations(json)).isEmpty();
        assertThat(json).hasSizeLessThan(64 * 1024);
        assertThat(payload.live().orElseThrow().records().get().sessions()).isEqualTo(MOST);
        assertThat(payload.seller().ranges().get())
                .filteredOn(range -> range.expiry().isEmpty() && range.horizonSessions() == 5)
                .allSatisfy(range -> assertThat(range.live().orElseThrow().n()).isEqualTo(MOST));
        assertThat(live(payload, "direction_seq")).contains("direction_1.log_loss", "direction_1.hit_rate");
        assertThat(live(payload, "direction_magnitude")).contains("move_1.mean_absolute_error");
        assertThat(live(payload, "seller_breach")).contains("touch_1.brier", "touch_5.brier");
        assertThat(live(payload, "seller_volatility")).contains("volatility_5.qlike");
        assertThat(live(payload, "seller_trap")).contains("trap_10.brier");
        assertThat(live(payload, "buyer_breakout")).contains("breakout_1.brier");
    }

    @Test
    void a_challenger_is_logged_but_not_published() throws IOException {
        EngineLibrary withChallenger = new ShadowEngines(SellerEngine.ID);

        Result result = line().with(withChallenger).run("infer --as-of 2025-05-30");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(PredictionLog.of(folder.resolve("predictions.db")).summary().holdings())
                .extracting(held -> held.engine() + " " + held.kind())
                .containsExactly("buyer champion", "direction champion", "seller challenger", "seller champion");
        assertThat(Files.readString(out())).doesNotContain("challenger");
    }

    @Test
    void a_challenger_that_fails_is_told_and_nothing_else_changes() {
        Result result = line().with(new ShadowEngines(BuyerEngine.ID).failing()).run("infer --as-of 2025-05-30");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("the challenger of buyer was not scored: corrupt");
    }

    @Test
    void a_log_that_cannot_be_written_loses_no_payload_and_ends_with_15() throws IOException {
        Files.writeString(folder.resolve("predictions.db"), "no database".repeat(200));

        Result result = line().run("infer --as-of 2025-05-30");

        assertThat(result.status()).isEqualTo(15);
        assertThat(result.err())
                .contains(
                        "published ", "the payload was published, but its forecasts were not logged", "predictions.db");
        assertThat(PayloadReader.json().read(out()).live().orElseThrow().records())
                .isInstanceOfSatisfying(
                        Block.Unavailable.class,
                        none -> assertThat(none.reason()).contains("cannot be read"));
    }

    @Test
    void the_doctor_looks_into_the_log() throws IOException {
        assertThat(line().run("infer --as-of 2025-05-30").status()).isZero();
        assertThat(line().run("doctor --json").out())
                .containsPattern(
                        "predictions\\.db, whole, schema version 2, [1-9]\\d+ forecasts, 0 outcomes, unbroken from");

        Files.writeString(folder.resolve("predictions.db"), "no database".repeat(200));
        Result damaged = line().run("doctor --json");
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.out())
                .containsPattern("\"prediction log\"[^}]*FAIL[^}]*the prediction log is damaged or no SQLite database");
    }

    @Test
    void no_log_is_kept_where_it_is_off() {
        assertThat(line().run("infer --log off --as-of 2025-05-30").status()).isZero();

        assertThat(folder.resolve("predictions.db")).doesNotExist();
        assertThat(PayloadReader.json().read(out()).live()).isEmpty();
    }
}
