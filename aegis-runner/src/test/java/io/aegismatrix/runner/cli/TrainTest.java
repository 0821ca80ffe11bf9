package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.buyer.BuyerEngine;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.runner.cli.CommandLineRun.Result;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {

    @TempDir
    private Path folder;

    private ModelStore store() {
        return ModelStore.directory(folder.resolve("models"));
    }

    @Test
    void trains_keeps_and_scores_all_engines() {
        Result result = new CommandLineRun(folder).run("train --source synthetic");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        " model ", "| output ", "95 % interval", "seller_trap_1", "+20.63", "[+10.00, +30.00]", "EDGE");
        assertThat(result.out()).containsSubsequence("direction_seq", "seller_trap", "buyer_breakout");
        assertThat(result.err()).contains("train direction_seq 1/1 00:00");
        for (EngineId kind : EngineLibrary.SHIPPED) {
            assertThat(store().load(kind).trainedAt()).contains(CommandLineRun.NOW);
            assertThat(store().load(kind).manifest().trainedThrough()).isEqualTo(LocalDate.of(2024, 12, 31));
        }
    }

    @Test
    void trains_only_what_was_asked_for_on_the_part_that_was_asked_for() {
        Result result = new CommandLineRun(folder)
                .run("train --quiet --source synthetic --engine seller --from 2021-01-04 --as-of 2024-06-28 --seed 9");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(store().currentVersion(DirectionEngine.ID)).isEmpty();
        var manifest = store().load(SellerEngine.ID).manifest();
        assertThat(manifest.trainedFrom()).isEqualTo(LocalDate.of(2021, 1, 4));
        assertThat(manifest.trainedThrough()).isEqualTo(LocalDate.of(2024, 6, 28));
        assertThat(manifest.seed()).isEqualTo(9);
    }

    @Test
    void training_again_gives_the_same_version() {
        new CommandLineRun(folder).run("train --source synthetic");
        String version = store().currentVersion(BuyerEngine.ID).orElseThrow();

        new CommandLineRun(folder)
                .at(CommandLineRun.NOW.plusSeconds(99))
                .run("train --source synthetic --as-of 2024-12-31");

        assertThat(store().versions(BuyerEngine.ID)).containsExactly(version);
    }

    @Test
    void leaves_as_many_versions_as_it_is_told_to() {
        for (int day = 1; day <= 6; day++) {
            Result result = new CommandLineRun(folder)
                    .at(CommandLineRun.NOW.plus(Duration.ofDays(day)))
                    .with("AEGIS_MODELS_KEEP", day < 6 ? "4" : "3")
                    .run("train --source synthetic --as-of 2024-12-31 --seed " + day);
            assertThat(result.status()).as(result.err()).isZero();

            int most = day < 6 ? Math.min(day, 4) : 3;
            for (EngineId kind : EngineLibrary.SHIPPED) {
                assertThat(store().versions(kind)).hasSize(most);
                assertThat(store().load(kind).manifest().seed()).isEqualTo(day);
            }
        }
        // Equal data give an equal volatility model, other data another; each stays as long as an engine needs it.
        for (int day = 1; day <= 5; day++) {
            new CommandLineRun(folder)
                    .at(CommandLineRun.NOW.plus(Duration.ofDays(10 + day)))
                    .with("AEGIS_MODELS_KEEP", "3")
                    .run("train --source synthetic --engine buyer --as-of 2025-01-0" + (day + 5));
        }
        assertThat(store().versions(BuyerEngine.ID)).hasSize(3);
        assertThat(store().versions(VolatilityModel.ID)).hasSize(4);
        assertThat(new CommandLineRun(folder).run("models verify").status()).isZero();
        Result few = new CommandLineRun(folder).with("AEGIS_MODELS_KEEP", "2").run("train --source synthetic");
        assertThat(few.status()).isEqualTo(2);
        assertThat(few.err()).contains("models-keep must be", "was '2'", "AEGIS_MODELS_KEEP");
    }

    @Test
    void keeps_nothing_when_one_engine_fails() {
        FakeEngines engines = new FakeEngines()
                .failingToTrain(BuyerEngine.ID, new ModelException("buyer_theta: the loss is NaN in round 7"));

        Result result = new CommandLineRun(folder).with(engines).run("train --source synthetic");

        assertThat(result.status()).isEqualTo(12);
        assertThat(result.err()).contains("nothing was kept: buyer_theta: the loss is NaN in round 7");
        assertThat(result.out()).isEmpty();
        assertThat(folder.resolve("models")).doesNotExist();
    }

    @Test
    void prints_how_every_engine_fared_at_every_gate() {
        Result result = new CommandLineRun(folder).run("train --source synthetic");

        assertThat(result.out())
                .containsSubsequence("direction", "finite", "passed", "seller", "properties", "24 markets")
                .containsSubsequence("buyer", "skill", "passed", "3 outputs; worst buyer_breakout", "champion")
                .contains("there is none yet")
                .doesNotContain("FAILED");
    }

    @Test
    void refuses_a_model_with_a_score_that_is_not_finite_with_13() {
        assertRefused(new FakeEngines().withAuc(Double.NaN), "direction failed the finite gate", "AUC must be finite");
        assertThat(Files.exists(folder.resolve("models"))).isFalse();
    }

    @Test
    void refuses_an_engine_that_cannot_answer_for_a_session_with_13() {
        assertRefused(
                new FakeEngines()
                        .failingToEvaluate(
                                SellerEngine.ID, new IllegalArgumentException("touch must be at most 1, was 1.2")),
                "seller failed the properties gate: 2024-12-31: touch must be at most 1, was 1.2");
    }

    @Test
    void refuses_an_engine_that_lost_to_its_baseline_with_13() {
        assertRefused(
                new FakeEngines().withLoss(0.7),
                "buyer failed the skill gate: buyer_breakout buyer_breakout_1: loss 0.7");
    }

    @Test
    void refuses_a_challenger_worse_than_the_champion_which_stays() {
        new CommandLineRun(folder).run("train --source synthetic");
        String champion = store().currentVersion(BuyerEngine.ID).orElseThrow();

        assertRefused(new FakeEngines().withLoss(0.55), "failed the champion gate", champion, "loss 0.57");

        assertThat(store().currentVersion(BuyerEngine.ID)).contains(champion);
        assertThat(store().versions(BuyerEngine.ID)).hasSize(2).contains(champion);
        assertThat(store().challenger(BuyerEngine.ID)).isPresent();
    }

    @Test
    void a_better_challenger_replaces_the_champion() {
        new CommandLineRun(folder).run("train --source synthetic");
        String champion = store().currentVersion(BuyerEngine.ID).orElseThrow();

        Result result = new CommandLineRun(folder)
                .with(new FakeEngines().withLoss(0.45))
                .run("train --source synthetic");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(store().currentVersion(BuyerEngine.ID)).isNotEqualTo(Optional.of(champion));
    }

    @Test
    void a_damaged_champion_is_no_rival_and_is_told_of() throws IOException {
        new CommandLineRun(folder).run("train --source synthetic");
        String champion = store().currentVersion(BuyerEngine.ID).orElseThrow();
        Files.writeString(folder.resolve("models/buyer/" + champion + "/records.safetensors"), "{}");

        Result result = new CommandLineRun(folder)
                .with(new FakeEngines().withLoss(0.55))
                .run("train --source synthetic --engine buyer");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("the buyer engine in use cannot be compared with", "CRC-32C");
    }

    @Test
    void one_volatility_model_is_fitted_for_all_engines_and_known_to_the_commands() throws IOException {
        new CommandLineRun(folder).run("train --source synthetic");
        List<String> versions = store().versions(VolatilityModel.ID);
        assertThat(versions).hasSize(1);
        String version = versions.get(0);
        Path moment = folder.resolve("models/volatility/" + version + "/trained-at");
        Files.writeString(moment, "2020-01-01T00:00:00Z\n");

        Result again = new CommandLineRun(folder).run("train --source synthetic --engine seller --seed 7");

        assertThat(again.status()).as(again.err()).isZero();
        assertThat(store().versions(VolatilityModel.ID)).containsExactly(version);
        assertThat(moment).as("nothing is written twice").hasContent("2020-01-01T00:00:00Z");
        for (EngineId engine : EngineLibrary.SHIPPED) {
            assertThat(store().load(engine).manifest().requires()).containsExactly(Map.entry("volatility", version));
        }
        assertThat(new CommandLineRun(folder).run("models list").out())
                .containsPattern("volatility +\\| " + version + " .*required");
        assertThat(new CommandLineRun(folder).run("models verify").out())
                .contains("volatility " + version + ": files match the manifest");
        assertThat(new CommandLineRun(folder).run("models show volatility").out())
                .contains("volatility " + version + ", required", "volatility_har_x_5", "EWMA");
        assertThat(new CommandLineRun(folder).run("models show buyer").out())
                .contains("beside       volatility " + version);
        assertThat(new CommandLineRun(folder).run("models rollback volatility").err())
                .contains("no engine named 'volatility'; there are direction, seller and buyer");
    }

    private void assertRefused(FakeEngines engines, String... messages) {
        Result result = new CommandLineRun(folder).with(engines).run("train --source synthetic");

        assertThat(result.status()).as(result.err()).isEqualTo(13);
        assertThat(result.err()).contains("trained, but nothing was promoted").contains(messages);
        assertThat(result.out()).contains("FAILED");
    }

    @Test
    void says_how_much_history_is_needed_with_10() {
        Result result = new CommandLineRun(folder).run("train --source synthetic --from 2024-10-01");

        assertThat(result.status()).isEqualTo(10);
        assertThat(result.err()).contains("too little history", "at least 250 are needed");
    }

    @Test
    void the_demo_goes_all_the_way() {
        Result result = new CommandLineRun(folder).run("demo --out here --seed 3");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains("SYNTHETIC", "Spot", "Direction", "Tomorrow", "Seller", "Buyer", "Published");
        assertThat(folder.resolve("here/aegismatrix.json")).exists();
        assertThat(folder.resolve("here/models/seller/current")).exists();
    }
}
