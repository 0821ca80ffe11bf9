package io.aegismatrix.buyer;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.drift.TrainingFeatures;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.UnitWeights;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.features.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Trains the three models of the buyer engine on one walk-forward plan. Stateless. */
final class BuyerTrainer implements EngineTrainer {

    /** Share of the volatility forecast in the unit of past excursions; the rest is the volatility index. */
    static final UnitWeights EXCURSION_WEIGHTS = UnitWeights.same(0.5);

    private static final String FREQUENCY = "expanding_frequency";

    @Override
    public EngineId engine() {
        return BuyerEngine.ID;
    }

    @Override
    public List<String> models() {
        return List.of("buyer_breakout", "buyer_spike", "buyer_theta");
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
        BuyerWalk walk = new BuyerWalk(
                history, first -> WalkForward.inFolds(first, history.history().size(), settings));
        return new Run(walk, settings).train(progress).requiring(volatility.get());
    }

    @Override
    public void backtest(
            FeatureSet history,
            BacktestPeriod period,
            TrainingSettings settings,
            ForecastListener forecasts,
            ProgressListener progress) {
        BuyerWalk walk = new BuyerWalk(history, first -> period.plan(history.history(), first, settings));
        new BuyerBacktest(walk, period, forecasts).run(progress);
    }

    /** One training run; collects files, records and cards as the models come. */
    private static final class Run {

        private final BuyerWalk walk;
        private final TrainingSettings settings;
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final SafeTensors.Builder lines = SafeTensors.builder();
        private final SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        private final List<ModelCard> cards = new ArrayList<>();

        Run(BuyerWalk walk, TrainingSettings settings) {
            this.walk = walk;
            this.settings = settings;
        }

        ModelBundle train(ProgressListener progress) {
            trainBreakout();
            progress.advanced("buyer_breakout", 1, 1);
            trainSpike();
            progress.advanced("buyer_spike", 1, 1);
            trainTheta();
            progress.advanced("buyer_theta", 1, 1);
            files.put(BuyerFiles.LINES, lines.build().toBytes());
            FeatureSet features = walk.features();
            int last = features.decisionRow();
            files.put(
                    BuyerFiles.EXCURSIONS,
                    Excursions.fit(walk.path(), EXCURSION_WEIGHTS, walk.first(), last)
                            .toBytes());
            files.put(
                    OutcomeTracks.FILE,
                    OutcomeTracks.of(features.history(), tracks).toBytes());
            return TrainingFeatures.bundle(BuyerEngine.ID, features, settings, files, cards);
        }

        private void trainBreakout() {
            BreakoutTraining training = walk.breakout();
            List<OutOfFold.Verdict> verdicts = training.walk();
            BreakoutModel model = training.fit();
            List<OutputScore> scores = new ArrayList<>();
            for (int k : BreakoutRows.AHEAD) {
                scores.add(score(BreakoutRows.output(k), k, verdicts.get(k - 1)));
                model.range(k).putInto(lines, BuyerFiles.rangeLine(k));
            }
            keep(BuyerFiles.BREAKOUT, model.shared());
            cards.add(card(
                    "buyer_breakout",
                    training.size(),
                    BuyerWalk.breakoutSettings(),
                    model.shared().trees(),
                    Map.of("ridge_penalty", BreakoutModel.PENALTY, "range_penalty", RangeLine.PENALTY),
                    scores));
        }

        private void trainSpike() {
            SpikeTraining training = walk.spike();
            OutOfFold.Verdict verdict = training.walk();
            TreeEnsemble trees = training.fit();
            OutputScore score = score(SpikeRows.OUTPUT, 1, verdict);
            files.put(BuyerFiles.SPIKE, trees.toBytes());
            cards.add(card("buyer_spike", training.size(), BuyerWalk.spikeSettings(), trees, Map.of(), List.of(score)));
        }

        private void trainTheta() {
            ThetaTraining.Ratio ratio = walk.ratio();
            List<OutputScore> scores = new ArrayList<>();
            scores.add(score(
                    ThetaRows.RATIO_OUTPUT, 1, "absolute_error", "expanding_median", ratio.verdict(), ratio.median()));
            keep(BuyerFiles.THETA_RATIO, ratio.model());
            SafeTensors.Builder errors = SafeTensors.builder();
            List<ThetaTraining.Straddle> straddles = new ArrayList<>();
            for (int horizon : ThetaRows.HORIZONS) {
                ThetaTraining.Straddle straddle = walk.straddle(horizon);
                straddles.add(straddle);
                scores.addAll(straddleScores(horizon, straddle));
                keep(BuyerFiles.straddle(horizon), straddle.model());
                straddle.errors().putInto(errors, BuyerFiles.errors(horizon));
            }
            files.put(BuyerFiles.PAYOFF_ERRORS, errors.build().toBytes());
            ThetaTraining.Straddle headline = straddles.get(0);
            cards.add(card(
                    "buyer_theta",
                    headline.rows(),
                    BuyerWalk.thetaSettings(),
                    headline.model().trees(),
                    Map.of("ridge_penalty", ThetaTraining.PENALTY),
                    scores));
        }

        private List<OutputScore> straddleScores(int horizon, ThetaTraining.Straddle straddle) {
            return List.of(
                    score(ThetaRows.winOutput(horizon), horizon, straddle.win()),
                    score(
                            ThetaRows.payoffOutput(horizon),
                            horizon,
                            "squared_error",
                            "expanding_mean",
                            straddle.payoff(),
                            straddle.meanPayoff()));
        }

        private OutputScore score(String output, int horizon, OutOfFold.Verdict verdict) {
            tracks.put(output, verdict.track());
            return OutputScore.of(
                    output,
                    horizon,
                    "log_loss",
                    FREQUENCY,
                    verdict.logLoss(),
                    verdict.auc(),
                    verdict.weight(),
                    verdict.baseRates());
        }

        private OutputScore score(
                String output,
                int horizon,
                String metric,
                String baseline,
                NumericOutOfFold.Verdict verdict,
                double baselineValue) {
            tracks.put(output, verdict.track());
            return OutputScore.of(
                    output,
                    horizon,
                    metric,
                    baseline,
                    verdict.skill(),
                    Double.NaN,
                    verdict.weight(),
                    List.of(baselineValue));
        }

        private void keep(String file, TreesAndLine model) {
            files.put(file, model.trees().toBytes());
            model.line().putInto(lines, file);
        }

        private static ModelCard card(
                String model,
                int rows,
                BoostingSettings boosting,
                TreeEnsemble trees,
                Map<String, Double> penalties,
                List<OutputScore> scores) {
            SortedMap<String, String> parameters = new TreeMap<>(Map.of(
                    "objective", boosting.objective(),
                    "maximum_rounds", String.valueOf(boosting.maximumRounds()),
                    "rounds", String.valueOf(trees.size()),
                    "depth", String.valueOf(boosting.depth()),
                    "learning_rate", String.valueOf(boosting.learningRate()),
                    "minimum_child_weight", String.valueOf(boosting.minimumChildWeight())));
            penalties.forEach((name, penalty) -> parameters.put(name, String.valueOf(penalty)));
            return new ModelCard(model, rows, trees.columns(), parameters, trees.gain(), scores);
        }
    }
}
