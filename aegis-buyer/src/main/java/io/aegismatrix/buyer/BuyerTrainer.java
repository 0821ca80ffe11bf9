package io.aegismatrix.buyer;

import io.aegismatrix.engine.EngineKind;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelCard;
import io.aegismatrix.engine.OutcomeTrack;
import io.aegismatrix.engine.OutcomeTracks;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.ClassifierTraining;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Trains the three models of the buyer engine on one walk-forward plan. Stateless. */
final class BuyerTrainer implements EngineTrainer {

    /** Share of the volatility forecast in the unit of past excursions; the rest is the volatility index. */
    static final double EXCURSION_WEIGHT = 0.5;

    private static final String FREQUENCY = "expanding_frequency";

    @Override
    public EngineKind kind() {
        return EngineKind.BUYER;
    }

    @Override
    public ModelBundle train(FeatureSet history, TrainingSettings settings, ProgressListener progress) {
        return new Run(history, settings).train(progress);
    }

    static BoostingSettings breakoutSettings() {
        return BoostingSettings.binary().withTrees(200, 3, 0.04).withMonotone(Map.of(BreakoutRows.FORECAST_TO_ATR, 1));
    }

    /** All rows and columns in every tree: with so few breakouts the luck of a draw would pass for skill. */
    private static BoostingSettings spikeSettings() {
        BoostingSettings usual =
                BoostingSettings.binary().withTrees(80, 2, 0.03).withMinimumChildWeight(5);
        return new BoostingSettings(
                usual.objective(),
                usual.classes(),
                usual.quantiles(),
                usual.maximumRounds(),
                usual.depth(),
                usual.learningRate(),
                usual.minimumChildWeight(),
                1,
                1,
                usual.l2(),
                usual.monotone());
    }

    private static BoostingSettings thetaSettings() {
        return BoostingSettings.mean().withTrees(150, 3, 0.04);
    }

    /** One training run; collects files, records and cards as the models come. */
    private static final class Run {

        private final FeatureSet features;
        private final TrainingSettings settings;
        private final VolatilityPath path;
        private final BuyerInputs inputs;
        private final int first;
        private final WalkForward plan;
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final SafeTensors.Builder lines = SafeTensors.builder();
        private final SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        private final List<ModelCard> cards = new ArrayList<>();

        Run(FeatureSet features, TrainingSettings settings) {
            this.features = features;
            this.settings = settings;
            this.path = VolatilityPath.of(features);
            this.inputs = BuyerInputs.past(features, path);
            this.first = Math.max(features.daily().firstCompleteRow(), path.firstRow());
            this.plan = WalkForward.inFolds(first, features.history().size(), settings.folds(), settings.embargo());
        }

        ModelBundle train(ProgressListener progress) {
            SplittableRandom seeds = new SplittableRandom(settings.seed());
            trainBreakout(seeds.nextLong());
            progress.advanced("buyer_breakout", 1, 1);
            trainSpike(seeds.nextLong());
            progress.advanced("buyer_spike", 1, 1);
            trainTheta(seeds);
            progress.advanced("buyer_theta", 1, 1);
            files.put(BuyerFiles.LINES, lines.build().toBytes());
            int last = features.decisionRow();
            files.put(
                    BuyerFiles.VOLATILITY,
                    VolatilityForecast.fit(features, last).toJson());
            files.put(
                    BuyerFiles.EXCURSIONS,
                    Excursions.fit(path, EXCURSION_WEIGHT, first, last).toBytes());
            files.put(
                    BuyerFiles.RECORDS,
                    OutcomeTracks.of(features.history(), tracks).toBytes());
            return ModelBundle.trained(EngineKind.BUYER, features, settings, files, cards);
        }

        private void trainBreakout(long seed) {
            SupervisedRows rows = BreakoutRows.of(inputs, first);
            BoostingSettings boosting = breakoutSettings();
            BreakoutTraining.Result result = new BreakoutTraining(rows, plan, boosting, seed).train();
            List<OutputScore> scores = new ArrayList<>();
            for (int k : BreakoutRows.AHEAD) {
                scores.add(score(BreakoutRows.output(k), k, result.verdicts().get(k - 1)));
            }
            keep(BuyerFiles.BREAKOUT, result.model());
            cards.add(card(
                    "buyer_breakout", rows.size(), boosting, result.model().trees(), BreakoutTraining.PENALTY, scores));
        }

        private void trainSpike(long seed) {
            SupervisedRows rows = SpikeRows.of(inputs, first);
            BoostingSettings boosting = spikeSettings();
            ClassifierTraining.Result result =
                    ClassifierTraining.train("buyer_spike", rows, boosting, plan, List.of(1), seed);
            OutputScore score =
                    proven(score(SpikeRows.OUTPUT, 1, result.verdicts().get(0)));
            files.put(BuyerFiles.SPIKE, result.trees().toBytes());
            cards.add(card("buyer_spike", rows.size(), boosting, result.trees(), 0, List.of(score)));
        }

        /** The same score without weight unless skill is proven: a few hundred breakouts are too few to give credit. */
        private static OutputScore proven(OutputScore score) {
            return score.edge()
                    ? score
                    : new OutputScore(
                            score.output(),
                            score.horizon(),
                            score.metric(),
                            score.loss(),
                            score.baseline(),
                            score.baselineLoss(),
                            score.lower(),
                            score.upper(),
                            score.n(),
                            score.auc(),
                            0,
                            score.baseRates());
        }

        private void trainTheta(SplittableRandom seeds) {
            BoostingSettings boosting = thetaSettings();
            ThetaTraining training = new ThetaTraining(plan, boosting);
            ThetaTraining.Ratio ratio = training.ratio(ThetaRows.ratios(inputs, first), seeds.nextLong());
            List<OutputScore> scores = new ArrayList<>();
            scores.add(score(
                    ThetaRows.RATIO_OUTPUT, 1, "absolute_error", "expanding_median", ratio.verdict(), ratio.median()));
            keep(BuyerFiles.THETA_RATIO, ratio.model());
            SafeTensors.Builder errors = SafeTensors.builder();
            List<ThetaTraining.Straddle> straddles = new ArrayList<>();
            for (int horizon : ThetaRows.HORIZONS) {
                ThetaTraining.Straddle straddle =
                        training.straddle(ThetaRows.payoffs(inputs, first, horizon), horizon, seeds.nextLong());
                straddles.add(straddle);
                scores.addAll(straddleScores(horizon, straddle));
                keep(BuyerFiles.straddle(horizon), straddle.model());
                straddle.errors().putInto(errors, BuyerFiles.errors(horizon));
            }
            files.put(BuyerFiles.PAYOFF_ERRORS, errors.build().toBytes());
            ThetaTraining.Straddle headline = straddles.get(0);
            cards.add(card(
                    "buyer_theta", headline.rows(), boosting, headline.model().trees(), ThetaTraining.PENALTY, scores));
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
                double penalty,
                List<OutputScore> scores) {
            SortedMap<String, String> parameters = new TreeMap<>(Map.of(
                    "objective", boosting.objective(),
                    "maximum_rounds", String.valueOf(boosting.maximumRounds()),
                    "rounds", String.valueOf(trees.size()),
                    "depth", String.valueOf(boosting.depth()),
                    "learning_rate", String.valueOf(boosting.learningRate()),
                    "minimum_child_weight", String.valueOf(boosting.minimumChildWeight())));
            if (penalty > 0) {
                parameters.put("ridge_penalty", String.valueOf(penalty));
            }
            return new ModelCard(model, rows, trees.columns(), parameters, trees.gain(), scores);
        }
    }
}
