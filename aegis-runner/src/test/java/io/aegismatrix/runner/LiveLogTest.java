package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadReader;
import io.aegismatrix.payload.PayloadSchema;
import io.aegismatrix.payload.Skill;
import io.aegismatrix.runner.CommandLineRun.Result;
import io.aegismatrix.runner.log.PredictionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped engines on an invented market they never saw: published, logged, scored, and shown in the next payload. */
class LiveLogTest {

    private static final Instant LATER = Instant.parse("2025-06-30T14:00:00Z");
    private static final int DAYS = 32;

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

    private static List<LocalDate> sessions() {
        List<LocalDate> sessions = MarketSources.synthetic(7)
                .snapshot(MarketRequest.nifty50(Instant.parse("2025-05-30T14:00:00Z")))
                .daily()
                .bars()
                .stream()
                .map(bar -> bar.session())
                .toList();
        return sessions.subList(sessions.size() - DAYS, sessions.size());
    }

    @Test
    void a_payload_carries_live_records_beside_walk_forward_ones() throws IOException {
        for (LocalDate session : sessions()) {
            Result result = line().run("infer --quiet --as-of " + session);
            assertThat(result.status()).as(result.err()).isZero();
        }
        assertThat(PayloadReader.json()
                        .read(out())
                        .live()
                        .orElseThrow()
                        .source()
                        .available())
                .isFalse();

        Result scored = line().run("score");
        assertThat(scored.status()).as(scored.err()).isZero();
        assertThat(scored.out()).contains("path_range_5_0.9.coverage", "direction_1.hit_rate", "breakout_1.brier");
        assertThat(line().run("score").err()).contains("added 0 outcomes");
        Result last = line().run("infer");
        assertThat(last.status()).as(last.err()).isZero();

        byte[] json = Files.readAllBytes(out());
        assertThat(PayloadSchema.violations(json)).isEmpty();
        Payload payload = PayloadReader.json().read(json);
        assertThat(payload.live().orElseThrow().sessions()).hasValue(DAYS);
        assertThat(payload.live().orElseThrow().replayed()).hasValue(DAYS);
        assertThat(payload.seller().findRange(io.aegismatrix.payload.SellerOutlook.RangeKind.PATH, 5, 0.9))
                .hasValueSatisfying(range -> {
                    assertThat(range.coverage()).isPresent();
                    assertThat(range.live().orElseThrow().n()).isGreaterThanOrEqualTo(DAYS - 1);
                });
        assertThat(payload.models())
                .filteredOn(model -> model.model().equals("direction_seq"))
                .singleElement()
                .extracting(ModelRef::live)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Skill.class))
                .extracting(Skill::metric)
                .contains("direction_1.log_loss", "direction_1.hit_rate");
    }

    @Test
    void a_challenger_is_logged_but_not_published() throws IOException {
        EngineLibrary withChallenger = new ShadowEngines(EngineKind.SELLER);

        Result result = line().with(withChallenger).run("infer --as-of 2025-05-30");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(PredictionLog.of(folder.resolve("predictions.db")).summary().holdings())
                .extracting(held -> held.engine() + " " + held.kind())
                .containsExactly("buyer champion", "direction champion", "seller challenger", "seller champion");
        assertThat(Files.readString(out())).doesNotContain("challenger");
    }

    @Test
    void a_challenger_that_fails_is_told_and_nothing_else_changes() {
        Result result =
                line().with(new ShadowEngines(EngineKind.BUYER).failing()).run("infer --as-of 2025-05-30");

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
        assertThat(PayloadReader.json()
                        .read(out())
                        .live()
                        .orElseThrow()
                        .source()
                        .reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("cannot be read"));
    }

    @Test
    void no_log_is_kept_where_it_is_off() {
        assertThat(line().run("infer --log off --as-of 2025-05-30").status()).isZero();

        assertThat(folder.resolve("predictions.db")).doesNotExist();
        assertThat(PayloadReader.json().read(out()).live()).isEmpty();
    }
}
