package io.aegismatrix.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.gate.Gate;
import io.aegismatrix.engine.gate.GateResult;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.runner.backtest.BacktestRun;
import io.aegismatrix.runner.cli.FakeEngines;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");
    private static final FeatureSet HISTORY =
            FeatureSet.of(MarketSources.synthetic(7, 900).snapshot(MarketRequest.nifty50(EVENING)));
    private static final EngineLibrary ENGINES = new FakeEngines();

    @TempDir
    private Path folder;

    @Test
    void trained_engines_pass_the_gates_are_stored_and_make_a_payload_without_a_command() {
        ModelStore models = ModelStore.directory(folder);
        List<String> warnings = new ArrayList<>();

        List<ModelBundle> trained = Training.of(ENGINES)
                .train(
                        HISTORY,
                        TrainingSettings.defaults(),
                        Set.copyOf(EngineLibrary.SHIPPED),
                        ProgressListener.silent());
        List<GateResult> gates = Training.of(ENGINES).judge(trained, HISTORY, models, EVENING, warnings::add);
        Training.Kept kept = Training.keep(trained, gates, models, EVENING);
        Payload payload = Inference.open(models, ENGINES, Runnable::run).payload(HISTORY.snapshot(), EVENING);

        assertThat(trained)
                .extracting(bundle -> bundle.manifest().engine())
                .containsExactlyElementsOf(EngineLibrary.SHIPPED);
        assertThat(gates).hasSize(12).allMatch(GateResult::passed);
        assertThat(warnings).isEmpty();
        assertThat(kept).isEqualTo(new Training.Kept(true, trained));
        assertThat(payload.models()).isNotEmpty();
    }

    @Test
    void one_that_proved_worse_and_what_was_trained_with_it_become_challengers_and_one_that_is_broken_nothing() {
        ModelStore models = ModelStore.directory(folder);
        List<ModelBundle> trained = Training.of(ENGINES)
                .train(
                        HISTORY,
                        TrainingSettings.defaults(),
                        Set.copyOf(EngineLibrary.SHIPPED),
                        ProgressListener.silent());
        List<GateResult> gates = List.of(
                GateResult.failed(Gate.SKILL, EngineLibrary.SHIPPED.get(0), "worse"),
                GateResult.failed(Gate.FINITE, EngineLibrary.SHIPPED.get(1), "broken"));

        Training.Kept kept = Training.keep(trained, gates, models, EVENING);

        assertThat(kept.promoted()).isFalse();
        assertThat(kept.bundles())
                .extracting(bundle -> bundle.manifest().engine())
                .containsExactly(EngineLibrary.SHIPPED.get(0), EngineLibrary.SHIPPED.get(2));
        assertThat(kept.challengers()).contains("direction ", ", buyer ").doesNotContain("seller");
        assertThat(models.currentVersion(EngineLibrary.SHIPPED.get(0))).isEmpty();
    }

    @Test
    void a_walk_through_the_past_tells_every_forecast_and_its_score() {
        BacktestRun.Result result = Backtest.of(ENGINES)
                .run(
                        HISTORY,
                        new BacktestPeriod(
                                LocalDate.of(2024, 10, 1), LocalDate.of(2024, 12, 16), BacktestPeriod.QUARTER),
                        TrainingSettings.defaults(),
                        Set.copyOf(EngineLibrary.SHIPPED),
                        ProgressListener.silent());

        assertThat(result.predictions()).isNotEmpty();
        assertThat(result.scores()).isNotEmpty();
    }
}
