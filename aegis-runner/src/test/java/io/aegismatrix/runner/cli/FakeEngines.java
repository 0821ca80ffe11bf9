package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.Engine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.drift.TrainingFeatures;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.ExtensionOutlook;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.runner.publish.EngineLibrary;
import io.aegismatrix.runner.publish.OwnEngine;
import io.aegismatrix.seller.SellerEngine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Engines that train in no time and whose outlook is that there is none; they fail where a test says so. */
public final class FakeEngines implements EngineLibrary {

    private static final Pattern SMEARING = Pattern.compile("(\"smearing\" : )([-0-9.E]+)");

    private final Map<EngineId, RuntimeException> trainingFailures = new HashMap<>();
    private final Map<EngineId, RuntimeException> evaluationFailures = new HashMap<>();
    private Runnable beforeTraining = () -> {};
    private Runnable beforeBacktesting = () -> {};
    private double auc = 0.6;
    private double loss = 0.5;
    private double volatilityFactor = 1;
    private Runnable beforeEvaluating = () -> {};

    FakeEngines failingToTrain(EngineId kind, RuntimeException failure) {
        trainingFailures.put(kind, failure);
        return this;
    }

    FakeEngines failingToEvaluate(EngineId kind, RuntimeException failure) {
        evaluationFailures.put(kind, failure);
        return this;
    }

    /** Does something else first whenever an engine is trained. */
    FakeEngines beforeTraining(Runnable work) {
        this.beforeTraining = work;
        return this;
    }

    /** Does something else first whenever an engine is walked through a market. */
    FakeEngines beforeBacktesting(Runnable work) {
        this.beforeBacktesting = work;
        return this;
    }

    FakeEngines withAuc(double value) {
        this.auc = value;
        return this;
    }

    /** Walk-forward losses of every output from now on; the baseline's are 0.6 to 0.66. */
    FakeEngines withLoss(double value) {
        this.loss = value;
        return this;
    }

    /** What is trained from now on forecasts volatility too high by this factor. */
    FakeEngines withVolatilityTimes(double factor) {
        this.volatilityFactor = factor;
        return this;
    }

    /** Does something else first whenever an engine is evaluated. */
    FakeEngines beforeEvaluating(Runnable work) {
        this.beforeEvaluating = work;
        return this;
    }

    @Override
    public EngineTrainer trainer(EngineId kind) {
        return trainer(kind, EngineLibrary.shipped().trainer(kind).models());
    }

    /** An engine from elsewhere, with one model, that fails where these do and always forecasts a trap of a quarter. */
    OwnEngine own(EngineId engine) {
        return new OwnEngine(
                trainer(engine, List.of(engine + "_model")),
                bundle -> engine(bundle, reason -> ExtensionOutlook.modelled(reason, Map.of("trap", 0.25))));
    }

    private EngineTrainer trainer(EngineId kind, List<String> models) {
        return new EngineTrainer() {
            @Override
            public EngineId engine() {
                return kind;
            }

            @Override
            public List<String> models() {
                return models;
            }

            @Override
            public ModelBundle train(FeatureSet history, TrainingSettings settings, ProgressListener progress) {
                return train(history, () -> VolatilityModel.train(history), settings, progress);
            }

            @Override
            public ModelBundle train(
                    FeatureSet history,
                    Supplier<ModelBundle> volatility,
                    TrainingSettings settings,
                    ProgressListener progress) {
                beforeTraining.run();
                if (trainingFailures.containsKey(kind)) {
                    throw trainingFailures.get(kind);
                }
                progress.advanced(models().get(0), 1, 1);
                List<ModelCard> cards =
                        models().stream().map(FakeEngines.this::card).toList();
                return beside(
                        volatility.get(),
                        TrainingFeatures.bundle(kind, history, settings, files(models(), history), cards));
            }

            @Override
            public void backtest(
                    FeatureSet history,
                    BacktestPeriod period,
                    TrainingSettings settings,
                    ForecastListener forecasts,
                    ProgressListener progress) {
                beforeBacktesting.run();
                if (trainingFailures.containsKey(kind)) {
                    throw trainingFailures.get(kind);
                }
                for (int row = 300; row < history.history().size(); row++) {
                    if (forecastsTraps(kind) && period.contains(history.history(), row)) {
                        forecasts.forecast(row, Forecast.of(Output.TRAP_PROBABILITY, 10, 0.25));
                        forecasts.forecast(row, new Forecast(Output.TOUCH_EITHER_PROBABILITY, 5, 0.02, 0.5));
                    }
                }
            }
        };
    }

    private static boolean forecastsTraps(EngineId engine) {
        return engine.equals(SellerEngine.ID) || !EngineLibrary.SHIPPED.contains(engine);
    }

    private SortedMap<String, byte[]> files(List<String> models, FeatureSet history) {
        int last = history.decisionRow();
        int[] rows = IntStream.range(last - 200, last).toArray();
        int[] resolved = Arrays.stream(rows).map(row -> row + 1).toArray();
        double[] losses =
                Arrays.stream(rows).mapToDouble(row -> loss + 0.01 * (row % 5)).toArray();
        double[] baselines =
                Arrays.stream(rows).mapToDouble(row -> 0.6 + 0.01 * (row % 7)).toArray();
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        models.forEach(model -> tracks.put(model + "_1", OutcomeTrack.ofLosses(1, rows, resolved, losses, baselines)));
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(
                "records.safetensors",
                OutcomeTracks.of(history.history(), tracks).toBytes());
        if (volatilityFactor != 1) {
            files.put(
                    "volatility.json",
                    scaled(VolatilityForecast.fit(history, last).toJson()));
        }
        return files;
    }

    /** One that forecasts volatility too high carries that forecast itself, as engines of older releases do. */
    private ModelBundle beside(ModelBundle volatility, ModelBundle bundle) {
        return volatilityFactor == 1 ? bundle.requiring(volatility) : bundle;
    }

    private byte[] scaled(byte[] forecast) {
        return SMEARING.matcher(new String(forecast, UTF_8))
                .replaceAll(found -> found.group(1) + Double.parseDouble(found.group(2)) * volatilityFactor)
                .getBytes(UTF_8);
    }

    private ModelCard card(String model) {
        OutputScore score = new OutputScore(
                model + "_1",
                1,
                "log_loss",
                0.5,
                "expanding_frequency",
                0.63,
                OptionalDouble.of(0.1),
                OptionalDouble.of(0.3),
                200,
                OptionalDouble.of(auc),
                1,
                List.of(0.4, 0.6));
        return new ModelCard(model, 500, List.of("return_1"), new TreeMap<>(), new TreeMap<>(), List.of(score));
    }

    @Override
    public Engine<DirectionOutlook> direction(ModelBundle bundle) {
        return engine(bundle, DirectionOutlook::unavailable);
    }

    @Override
    public Engine<SellerOutlook> seller(ModelBundle bundle) {
        return engine(bundle, SellerOutlook::unavailable);
    }

    @Override
    public Engine<BuyerOutlook> buyer(ModelBundle bundle) {
        return engine(bundle, BuyerOutlook::unavailable);
    }

    private <O> Engine<O> engine(ModelBundle bundle, Function<String, O> unavailable) {
        return new Engine<>() {
            @Override
            public EngineId engine() {
                return bundle.manifest().engine();
            }

            @Override
            public ModelManifest manifest() {
                return bundle.manifest();
            }

            @Override
            public O evaluate(FeatureSet features) {
                beforeEvaluating.run();
                if (evaluationFailures.containsKey(engine())) {
                    throw evaluationFailures.get(engine());
                }
                return unavailable.apply("an engine for tests");
            }

            @Override
            public List<Forecast> forecasts(FeatureSet features, O outlook) {
                if (engine().equals(SellerEngine.ID)) {
                    return volatility(features, CombinedVolatility.of(bundle));
                }
                return forecastsTraps(engine()) ? List.of(Forecast.of(Output.TRAP_PROBABILITY, 10, 0.25)) : List.of();
            }
        };
    }

    private static List<Forecast> volatility(FeatureSet features, CombinedVolatility volatility) {
        return Horizons.VOLATILITY.stream()
                .filter(sessions -> !Double.isNaN(volatility.annualized(features, features.decisionRow(), sessions)))
                .map(sessions -> Forecast.of(
                        Output.REALIZED_VOLATILITY,
                        sessions,
                        volatility.annualized(features, features.decisionRow(), sessions)))
                .toList();
    }
}
