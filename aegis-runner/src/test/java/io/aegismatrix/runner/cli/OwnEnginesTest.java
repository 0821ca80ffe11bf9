package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.ExtensionOutlook;
import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.runner.Backtest;
import io.aegismatrix.runner.Inference;
import io.aegismatrix.runner.TrackRecord;
import io.aegismatrix.runner.Training;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.EngineProvider;
import io.aegismatrix.runner.publish.Evaluation;
import io.aegismatrix.runner.publish.OwnEngine;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine from outside this project among the shipped ones; {@code ReadmeTest} runs a real one. */
class OwnEnginesTest {

    private static final Instant EVENING = Instant.parse("2024-12-31T11:00:00Z");
    private static final FeatureSet HISTORY =
            FeatureSet.of(MarketSources.synthetic(7, 900).snapshot(MarketRequest.nifty50(EVENING)));
    private static final EngineId OWN = new EngineId("own");

    private final FakeEngines fakes = new FakeEngines();
    private final EngineLibrary engines = fakes.with(fakes.own(OWN));

    @TempDir
    private Path folder;

    private ModelStore trainAll() {
        ModelStore models = ModelStore.directory(folder.resolve("models"));
        Training.of(engines)
                .train(HISTORY, TrainingSettings.defaults(), Set.copyOf(engines.ids()), ProgressListener.silent())
                .forEach(bundle -> models.save(bundle, EVENING));
        return models;
    }

    private List<ModelBundle> train(EngineLibrary library, EngineId engine) {
        return Training.of(library)
                .train(HISTORY, TrainingSettings.defaults(), Set.of(engine), ProgressListener.silent());
    }

    @Test
    void is_told_after_the_shipped_ones_in_the_payload_and_among_its_models() {
        Payload payload = Inference.open(trainAll(), engines).payload(HISTORY.snapshot(), EVENING);

        assertThat(Objects.requireNonNull(payload.extensions().get("own"))
                        .values()
                        .get())
                .containsEntry("trap", 0.25);
        assertThat(payload.models())
                .extracting(ModelRef::engine)
                .containsSubsequence("direction", "seller", "buyer", "own");
        assertThat(payload.models()).extracting(ModelRef::model).endsWith("own_model");
    }

    @Test
    void that_fails_is_unavailable_in_a_degraded_payload_and_keeps_any_other_from_being_made() {
        fakes.failingToEvaluate(OWN, new ModelException("own_model: the move is NaN"));
        Inference inference = Inference.open(trainAll(), engines);
        List<String> warnings = new ArrayList<>();

        Payload degraded = inference.degraded(true).warning(warnings::add).payload(HISTORY.snapshot(), EVENING);

        assertThat(degraded.extensions())
                .containsEntry("own", ExtensionOutlook.unavailable("own_model: the move is NaN"));
        assertThat(degraded.models())
                .extracting(ModelRef::engine)
                .contains("buyer")
                .doesNotContain("own");
        assertThat(warnings).contains("own outputs are unavailable: own_model: the move is NaN");
        assertThatThrownBy(() -> inference.payload(HISTORY.snapshot(), EVENING))
                .isInstanceOf(ModelException.class)
                .hasMessage("own_model: the move is NaN");
    }

    @Test
    void must_have_a_name_of_its_own_and_be_known_to_be_trained() {
        assertThatThrownBy(() -> engines.with(fakes.own(SellerEngine.ID)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is an engine named 'seller' already");
        assertThatThrownBy(() -> engines.with(fakes.own(VolatilityModel.ID)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is an engine named 'volatility' already");
        assertThatThrownBy(() -> engines.with(fakes.own(OWN))).hasMessage("there is an engine named 'own' already");
        assertThatThrownBy(() -> train(engines, new EngineId("other")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no engine named 'other'; there are direction, seller, buyer and own");
    }

    @Test
    void that_asks_for_the_volatility_model_of_the_run_is_handed_the_one_the_others_have() {
        List<ModelBundle> trained = Training.of(engines)
                .train(HISTORY, TrainingSettings.defaults(), Set.copyOf(engines.ids()), ProgressListener.silent());

        ModelBundle volatility = trained.get(0).findRequired(VolatilityModel.ID).orElseThrow();
        assertThat(trained)
                .hasSize(4)
                .allSatisfy(
                        bundle -> assertThat(bundle.required()).singleElement().isSameAs(volatility));
    }

    @Test
    void that_does_not_ask_for_it_never_has_it_fitted() {
        EngineTrainer plain = new Forgetful(fakes.own(OWN).trainer(), List.of("own_model"));

        ModelBundle trained = plain.train(
                HISTORY,
                () -> {
                    throw new IllegalStateException("asked for");
                },
                TrainingSettings.defaults(),
                ProgressListener.silent());

        assertThat(trained.manifest().engine()).isEqualTo(OWN);
    }

    @Test
    void must_train_the_models_it_declares() {
        EngineTrainer honest = fakes.own(OWN).trainer();
        EngineLibrary forgetful = EngineLibrary.shipped()
                .with(new OwnEngine(
                        new Forgetful(honest, List.of("own_model", "own_other")),
                        fakes.own(OWN).open()));

        assertThatThrownBy(() -> train(forgetful, OWN))
                .hasMessageContaining(
                        "training own must give its models [own_model, own_other], was own with [own_model]");
    }

    /** Declares other models than it trains, perhaps, and takes nothing from the run. */
    private record Forgetful(EngineTrainer honest, List<String> models) implements EngineTrainer {

        @Override
        public EngineId engine() {
            return honest.engine();
        }

        @Override
        public ModelBundle train(FeatureSet history, TrainingSettings settings, ProgressListener progress) {
            return honest.train(history, settings, progress);
        }

        @Override
        public void backtest(
                FeatureSet history,
                BacktestPeriod period,
                TrainingSettings settings,
                ForecastListener forecasts,
                ProgressListener progress) {
            honest.backtest(history, period, settings, forecasts, progress);
        }
    }

    @Test
    void that_forecasts_what_another_one_does_is_walked_through_the_past_alone() {
        BacktestPeriod period = new BacktestPeriod(LocalDate.of(2024, 10, 1), LocalDate.of(2024, 12, 16), 63);
        Backtest backtest = Backtest.of(engines);

        assertThat(backtest.run(HISTORY, period, TrainingSettings.defaults(), Set.of(OWN), ProgressListener.silent())
                        .predictions())
                .hasSize(2
                        * HISTORY.snapshot()
                                .calendar()
                                .sessions(period.from(), period.to())
                                .size());
        assertThatThrownBy(() -> backtest.run(
                        HISTORY,
                        period,
                        TrainingSettings.defaults(),
                        Set.of(OWN, SellerEngine.ID),
                        ProgressListener.silent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("touch_either_probability over 5 sessions is forecast by more than one of [")
                .hasMessageEndingWith("]; back-test them one at a time");
    }

    @Test
    void is_listed_verified_and_put_in_and_out_of_use_by_the_commands_of_whoever_brings_it() {
        ModelStore models = trainAll();
        String first = models.currentVersion(OWN).orElseThrow();
        fakes.withLoss(0.4);
        models.save(train(engines, OWN).get(0), EVENING);
        String second = models.currentVersion(OWN).orElseThrow();
        CommandLineRun line = new CommandLineRun(folder).with(engines);

        assertThat(line.run("models list").out()).containsPattern("\\* +\\| own +\\| " + second);
        assertThat(line.run("models verify").out())
                .contains("own " + first + ": files match the manifest", "own: the version in use fits this release");
        assertThat(line.run("models rollback own").out())
                .isEqualTo("own " + first + " is in use again: rolled back by hand\n");
        assertThat(line.run("models promote own " + second + " --force better").status())
                .isZero();
        assertThat(models.currentVersion(OWN)).contains(second);
        assertThat(line.run("doctor").out()).contains("own models");
        assertThat(new CommandLineRun(folder).run("models show own").err())
                .contains("ENGINE: no engine named 'own'; there are direction, seller and buyer");
    }

    @Test
    void has_its_forecasts_written_down_scored_and_told_beside_its_models() {
        ModelStore models = trainAll();
        PredictionLog log = PredictionLog.of(folder.resolve("predictions.db"));
        TrackRecord record = TrackRecord.in(log, engines);
        Inference inference = Inference.open(models, engines);
        List<String> warnings = new ArrayList<>();
        for (int day = 2; day < 30; day++) {
            Instant evening = EVENING.plus(day, ChronoUnit.DAYS);
            record.add(inference.evaluation(market(evening), evening, "day-" + day), models, evening, warnings::add);
        }
        Instant later = EVENING.plus(60, ChronoUnit.DAYS);
        record.score(market(later), later);

        assertThat(warnings).isEmpty();
        assertThat(record.lines(market(later)))
                .filteredOn(line -> line.engine().equals(OWN))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.metric()).isEqualTo("own.trap_10.brier");
                    assertThat(line.n()).isGreaterThan(15);
                    assertThat(line.value()).isBetween(0.25 * 0.25, 0.75 * 0.75);
                });
        assertThat(inference.payload(market(later), later, log).models())
                .filteredOn(model -> !model.live().isEmpty())
                .extracting(ModelRef::model)
                .contains("own_model")
                .doesNotContain("seller_trap");
    }

    @Test
    void is_scored_as_a_challenger_too() {
        ModelStore models = trainAll();
        fakes.withLoss(0.4);
        models.challenge(train(engines, OWN).get(0), EVENING, "one more to watch");
        Instant later = EVENING.plus(2, ChronoUnit.DAYS);
        Evaluation evaluation = Inference.open(models, engines).evaluation(market(later), later, "one");

        int logged = TrackRecord.in(PredictionLog.of(folder.resolve("predictions.db")), engines)
                .add(evaluation, models, later, warning -> {})
                .orElseThrow();

        int withoutChallenger = TrackRecord.in(PredictionLog.of(folder.resolve("other.db")), EngineLibrary.shipped())
                .add(evaluation, models, later, warning -> {})
                .orElseThrow();
        assertThat(logged).isEqualTo(withoutChallenger + 1);
    }

    private static MarketSnapshot market(Instant at) {
        return MarketSources.synthetic(7, 900).snapshot(MarketRequest.nifty50(at));
    }

    /** What a jar on the class path would declare. */
    public static final class Provider implements EngineProvider {

        @Override
        public OwnEngine engine() {
            return new FakeEngines().own(OWN);
        }
    }

    private URLClassLoader jar(String providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve(EngineProvider.class.getName()), providers);
        return new URLClassLoader(
                new URL[] {folder.resolve("jar").toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void is_found_on_the_class_path_by_the_command() throws IOException {
        try (URLClassLoader jar = jar(Provider.class.getName())) {
            EngineLibrary found = EngineLibrary.installed(jar);

            assertThat(found.ids()).extracting(EngineId::id).containsExactly("direction", "seller", "buyer", "own");
            CommandLineRun line = new CommandLineRun(folder).with(found);
            assertThat(line.run("train --source synthetic --engine own --models own-models --as-of 2024-12-31")
                            .status())
                    .isZero();
            assertThat(line.run("models list --models own-models").out()).contains("own");
        }
        assertThat(EngineLibrary.installed().own()).isEmpty();
    }

    @Test
    void that_cannot_be_made_or_has_a_name_that_is_taken_is_named() throws IOException {
        try (URLClassLoader jar = jar("example.Missing")) {
            assertThatThrownBy(() -> EngineLibrary.installed(jar))
                    .isInstanceOf(ServiceConfigurationError.class)
                    .hasMessageContaining("example.Missing not found");
        }
        try (URLClassLoader jar = jar(Provider.class.getName())) {
            assertThatThrownBy(() -> EngineLibrary.installed(jar).with(new Provider().engine()))
                    .hasMessage("there is an engine named 'own' already");
        }
    }

    @Test
    void opens_only_models_of_its_own() {
        Engine<?> opened =
                engines.part(trainAll().load(OWN)).open().apply(trainAll().load(OWN));

        assertThat(opened.engine()).isEqualTo(OWN);
        assertThatThrownBy(() -> EngineLibrary.shipped().part(trainAll().load(OWN)))
                .hasMessage("no engine named 'own'; there are direction, seller and buyer");
    }

    @Test
    void what_engines_share_names_no_model_of_theirs() throws IOException {
        List<String> models = EngineLibrary.SHIPPED.stream()
                .flatMap(engine -> EngineLibrary.shipped().trainer(engine).models().stream())
                .toList();
        assertThat(models).hasSize(9).contains("direction_seq", "seller_trap", "buyer_theta");
        try (var files = Files.walk(Path.of("../aegis-features/target/classes"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                assertThat(Files.readString(file, ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(models);
            }
        }
        assertThat(DirectionEngine.ID.id()).isEqualTo("direction");
    }
}
