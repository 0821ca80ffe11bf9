package io.aegismatrix.direction;

import io.aegismatrix.direction.internal.DirectionTargets;
import io.aegismatrix.direction.internal.SequenceEnsemble;
import io.aegismatrix.direction.internal.SequenceSettings;
import io.aegismatrix.direction.internal.SequenceTable;
import io.aegismatrix.direction.internal.TrainedSequence;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.drift.TrainingFeatures;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.natives.NativeDefaults;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Trains the network and the trees, and writes down what they proved to be worth. */
final class DirectionTrainer implements EngineTrainer {

    @Override
    public EngineId engine() {
        return DirectionEngine.ID;
    }

    @Override
    public List<String> models() {
        return List.of(SequenceEnsemble.MODEL, MoveTrees.MODEL);
    }

    @Override
    public List<String> optionalModels() {
        return List.of(NightModel.MODEL);
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
        NativeDefaults.preparePytorch();
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        long sequenceSeed = seeds.nextLong();
        long moveSeed = seeds.nextLong();
        VolatilityPath reach = VolatilityPath.of(history, ForecastTarget.REACH);
        MoveTraining.Result moves = trainMoves(history, reach, settings, moveSeed, progress);
        SequenceTraining.Result sequence = SequenceTraining.train(history, reach, settings, sequenceSeed, progress);
        Optional<NightTraining.Result> night = NightTraining.train(history, settings);
        List<ModelCard> cards = new ArrayList<>(List.of(sequenceCard(sequence, settings), moveCard(moves)));
        night.ifPresent(known -> cards.add(known.card()));
        return TrainingFeatures.bundle(engine(), history, settings, files(history, sequence, moves, night), cards)
                .requiring(volatility.get());
    }

    @Override
    public void backtest(
            FeatureSet history,
            BacktestPeriod period,
            TrainingSettings settings,
            ForecastListener forecasts,
            ProgressListener progress) {
        NativeDefaults.preparePytorch();
        SplittableRandom seeds = new SplittableRandom(settings.seed());
        long sequenceSeed = seeds.nextLong();
        long moveSeed = seeds.nextLong();
        ForecastListener inPeriod = (row, forecast) -> {
            if (period.contains(history.history(), row)) {
                forecasts.forecast(row, forecast);
            }
        };
        VolatilityPath reach = VolatilityPath.of(history, ForecastTarget.REACH);
        NightTraining.backtest(history, period, settings, forecasts);
        WalkForward plan = period.plan(history.history(), firstRow(history, reach), settings.embargo());
        MoveRows moves = new MoveRows(history, reach);
        MoveTraining.backtest(moves, plan, moveSeed, inPeriod, progress);
        MoveTrees last = MoveTrees.fit(moves.training(plan.firstSession()), moveSeed);
        forecasts.importance(MoveTrees.MODEL, last.quantiles().gain());
        tell(SequenceTraining.backtest(history, reach, period, settings, sequenceSeed, progress), history, inPeriod);
    }

    private static void tell(List<Stacking.Verdict> verdicts, FeatureSet history, ForecastListener forecasts) {
        for (int head = 0; head < verdicts.size(); head++) {
            int sessions = Horizons.DIRECTION.get(head);
            for (Stacking.Published published : verdicts.get(head).published()) {
                double deadZone = DirectionLabels.deadZone(history.history(), published.session(), sessions);
                for (DirectionClass outcome : DirectionClass.values()) {
                    forecasts.forecast(
                            published.session(),
                            new Forecast(
                                    output(outcome),
                                    sessions,
                                    deadZone,
                                    published.probabilities().get(outcome.position())));
                }
            }
        }
    }

    private static Output output(DirectionClass outcome) {
        return switch (outcome) {
            case DOWN -> Output.DIRECTION_DOWN;
            case NEUTRAL -> Output.DIRECTION_NEUTRAL;
            case UP -> Output.DIRECTION_UP;
        };
    }

    private static int firstRow(FeatureSet history, VolatilityPath reach) {
        return Math.max(history.daily().firstCompleteRow(), reach.firstRow());
    }

    private static MoveTraining.Result trainMoves(
            FeatureSet history, VolatilityPath reach, TrainingSettings settings, long seed, ProgressListener progress) {
        int first = firstRow(history, reach);
        WalkForward plan = WalkForward.inFolds(first, history.history().size(), settings.folds(), settings.embargo());
        DirectionTargets targets = DirectionTargets.of(history.history());
        return MoveTraining.train(new MoveRows(history, reach), targets, plan, seed, progress);
    }

    private static SortedMap<String, byte[]> files(
            FeatureSet history,
            SequenceTraining.Result sequence,
            MoveTraining.Result moves,
            Optional<NightTraining.Result> night) {
        SortedMap<String, byte[]> files = new TreeMap<>(moves.trees().files());
        SortedMap<String, OutcomeTrack> tracks = tracks(sequence, moves);
        night.ifPresent(known -> {
            files.putAll(known.model().files());
            tracks.putAll(known.tracks());
        });
        sequence.challengers().forEach((head, models) -> files.putAll(models.files(head)));
        List<TrainedSequence> networks = sequence.network().trained();
        for (int number = 0; number < networks.size(); number++) {
            files.put(SequenceEnsemble.file(number), networks.get(number).weights());
        }
        files.put(DirectionFiles.PARAMETERS, parameters(sequence, moves).toJson());
        files.put(
                DirectionFiles.MOVES,
                SignedMoves.of(
                                moves.horizons().stream()
                                        .map(horizon -> horizon.moves().values())
                                        .toList(),
                                DirectionFiles.MOVES)
                        .toBytes());
        files.put(
                OutcomeTracks.FILE, OutcomeTracks.of(history.history(), tracks).toBytes());
        return files;
    }

    private static DirectionParameters parameters(SequenceTraining.Result sequence, MoveTraining.Result moves) {
        SortedMap<Integer, DirectionParameters.Horizon> horizons = new TreeMap<>();
        for (int i = 0; i < Horizons.DIRECTION.size(); i++) {
            Stacking.Verdict verdict = sequence.verdicts().get(i);
            MoveTraining.HorizonResult move = moves.horizons().get(i);
            horizons.put(
                    Horizons.DIRECTION.get(i),
                    new DirectionParameters.Horizon(
                            verdict.baseRates(), sequence.weights(i), move.classMeans(), move.weights(), move.size()));
        }
        return new DirectionParameters(
                sequence.network().trained().size(), sequence.network().scaler(), horizons);
    }

    private static SortedMap<String, OutcomeTrack> tracks(SequenceTraining.Result sequence, MoveTraining.Result moves) {
        SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        for (int i = 0; i < Horizons.DIRECTION.size(); i++) {
            int sessions = Horizons.DIRECTION.get(i);
            tracks.put(
                    DirectionFiles.direction(sessions),
                    sequence.verdicts().get(i).track());
            tracks.put(DirectionFiles.move(sessions), moves.horizons().get(i).sizes());
            tracks.put(
                    DirectionFiles.interval(sessions), moves.horizons().get(i).interval());
        }
        return tracks;
    }

    private static ModelCard sequenceCard(SequenceTraining.Result sequence, TrainingSettings settings) {
        List<OutputScore> scores = new ArrayList<>();
        SortedMap<String, String> parameters = parameters(sequence, settings);
        for (int i = 0; i < Horizons.DIRECTION.size(); i++) {
            int sessions = Horizons.DIRECTION.get(i);
            Stacking.Verdict verdict = sequence.verdicts().get(i);
            verdict.hits()
                    .shareKnownBy(Integer.MAX_VALUE)
                    .ifPresent(share -> parameters.put("accuracy_" + sessions, describe(share)));
            parameters.put(
                    "calibration_" + sessions,
                    String.valueOf(sequence.network().calibration().shares().get(i)));
            parameters.put("seed_spread_" + sessions, sequence.spread().describe(i));
            parameters.put("weights_" + sessions, "networks, trees, line: " + sequence.weights(i));
            scores.add(OutputScore.of(
                    DirectionFiles.direction(sessions),
                    sessions,
                    "log_loss",
                    DirectionFiles.FREQUENCY,
                    verdict.logLoss(),
                    Double.NaN,
                    sequence.modelled(i),
                    verdict.baseRates()));
        }
        return new ModelCard(
                SequenceEnsemble.MODEL,
                sequence.network().sequences(),
                SequenceTable.FEATURES,
                parameters,
                new TreeMap<>(),
                scores);
    }

    private static SortedMap<String, String> parameters(SequenceTraining.Result sequence, TrainingSettings settings) {
        SequenceSettings network = SequenceSettings.defaults(settings.seed());
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("window", String.valueOf(network.window()));
        parameters.put("hidden", String.valueOf(network.hidden()));
        parameters.put("layers", String.valueOf(network.layers()));
        parameters.put("dropout", String.valueOf(network.dropout()));
        parameters.put("learning_rate", String.valueOf(network.learningRate()));
        parameters.put("batch", String.valueOf(network.batch()));
        parameters.put("maximum_epochs", String.valueOf(settings.maximumEpochs()));
        List<TrainedSequence> networks = sequence.network().trained();
        parameters.put("networks", String.valueOf(networks.size()));
        parameters.put(
                "epochs",
                networks.stream().map(one -> one.epochs().size()).toList().toString());
        parameters.put(
                "best_epoch",
                networks.stream().map(TrainedSequence::bestEpoch).toList().toString());
        parameters.put("session_stride", String.valueOf(sequence.network().stride()));
        return parameters;
    }

    private static ModelCard moveCard(MoveTraining.Result moves) {
        List<OutputScore> scores = new ArrayList<>();
        SortedMap<String, String> parameters = new TreeMap<>(MoveTrees.parameters());
        for (int i = 0; i < Horizons.DIRECTION.size(); i++) {
            int sessions = Horizons.DIRECTION.get(i);
            MoveTraining.HorizonResult horizon = moves.horizons().get(i);
            horizon.interval()
                    .shareKnownBy(Integer.MAX_VALUE)
                    .ifPresent(share -> parameters.put("interval_coverage_" + sessions, describe(share)));
            parameters.put(
                    "size_" + sessions,
                    String.format(
                            Locale.ROOT,
                            "in units %.4f, plain %.4f",
                            horizon.size().share(),
                            1 - horizon.size().share()));
            MoveWeight median = horizon.weights().get(MoveStatistic.MEDIAN.position());
            scores.add(OutputScore.of(
                    DirectionFiles.move(sessions),
                    sessions,
                    "mean_absolute_error",
                    "expanding_median",
                    horizon.skill(),
                    Double.NaN,
                    median.weight(),
                    horizon.weights().stream().map(MoveWeight::baseline).toList()));
        }
        return new ModelCard(
                MoveTrees.MODEL,
                moves.rows(),
                MoveRows.columns(),
                parameters,
                moves.trees().quantiles().gain(),
                scores);
    }

    private static String describe(Share share) {
        return String.format(
                Locale.ROOT, "%.4f [%.4f, %.4f] of %d", share.value(), share.lower(), share.upper(), share.n());
    }
}
