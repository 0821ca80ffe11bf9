package io.aegismatrix.seller;

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
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.drift.TrainingFeatures;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.ClassifierTraining;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.record.OutcomeTracks;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.UnitWeights;
import io.aegismatrix.engine.volatility.VolatilityForecast;
import io.aegismatrix.engine.volatility.VolatilityModel;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.engine.volatility.challenger.VolatilityCombination;
import io.aegismatrix.engine.volatility.challenger.VolatilityMember;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.RegimeLabels;
import io.aegismatrix.features.label.TrapLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Trains the seller's three models, the mix of volatility forecasts and its ranges, and measures each in walk-forward folds. */
final class SellerTrainer implements EngineTrainer {

    private static final List<Integer> PUBLISHED_VOLATILITY = List.of(1, 5, 10, 20);

    @Override
    public EngineId engine() {
        return SellerEngine.ID;
    }

    @Override
    public List<String> models() {
        return List.of(SellerFiles.TRAP, SellerFiles.REGIME, SellerFiles.BREACH, SellerFiles.VOLATILITY_MODEL);
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
        return new Run(
                        history,
                        progress,
                        ForecastSink.NOTHING,
                        first -> WalkForward.inFolds(first, history.history().size(), settings))
                .train(settings, volatility.get());
    }

    @Override
    public void backtest(
            FeatureSet history,
            BacktestPeriod period,
            TrainingSettings settings,
            ForecastListener forecasts,
            ProgressListener progress) {
        ForecastSink publishing = ForecastSink.of(period, history.history(), forecasts);
        new Run(history, progress, publishing, first -> period.plan(history.history(), first, settings)).backtest();
    }

    /** One walk through the folds, with or without models to keep at its end. */
    private static final class Run {

        private final FeatureSet features;
        private final ProgressListener progress;
        private final SellerHistory past;
        private final WalkForward plan;
        private final RegimeLabels regimes;
        private final long trapSeed;
        private final long regimeSeed;
        private final long breachSeed;
        private final long volatilitySeed;
        private final ForecastSink publishing;
        private final SortedMap<String, byte[]> files = new TreeMap<>();
        private final SortedMap<String, OutcomeTrack> tracks = new TreeMap<>();
        private final List<ModelCard> cards = new ArrayList<>();

        Run(
                FeatureSet features,
                ProgressListener progress,
                ForecastSink publishing,
                IntFunction<WalkForward> planFrom) {
            this.features = features;
            this.progress = progress;
            this.past = new SellerHistory(features);
            this.publishing = publishing;
            this.plan = planFrom.apply(past.firstRow());
            this.regimes = RegimeLabels.of(features.history());
            SplittableRandom seeds = new SplittableRandom(plan.seed());
            this.trapSeed = seeds.nextLong();
            this.regimeSeed = seeds.nextLong();
            this.breachSeed = seeds.nextLong();
            this.volatilitySeed = seeds.nextLong();
        }

        /** Tells what would have been published; nothing is learned from the whole history. */
        void backtest() {
            publishVolatility();
            SupervisedRows open = TrapModel.open(features, past);
            publishTrap(ClassifierTraining.walk(
                            SellerFiles.TRAP,
                            TrapModel.rows(features, past),
                            open,
                            TrapModel.outcomes(features),
                            TrapModel.settings(),
                            plan,
                            List.of(TrapLabels.HORIZON),
                            TrapModel.PROOF,
                            trapSeed)
                    .get(0));
            progress.advanced(SellerFiles.TRAP, 1, 1);
            regimeTraining().walk(plan).published().forEach(this::publishRegime);
            progress.advanced(SellerFiles.REGIME, 1, 1);
            walkBreaches(walkRanges());
        }

        private RegimeTraining regimeTraining() {
            return new RegimeTraining(
                    features,
                    past,
                    regimes,
                    RegimeModel.rows(features, past, regimes),
                    RegimeModel.open(features, past, regimes),
                    regimeSeed);
        }

        ModelBundle train(TrainingSettings settings, ModelBundle volatility) {
            trainTrap();
            trainRegime();
            trainBreach(features.history().size() - 1);
            trainVolatility(VolatilityModel.of(volatility).forecast(ForecastTarget.REALIZED));
            files.put(
                    OutcomeTracks.FILE,
                    OutcomeTracks.of(features.history(), tracks).toBytes());
            return TrainingFeatures.bundle(SellerEngine.ID, features, settings, files, cards)
                    .requiring(volatility);
        }

        private void publishVolatility() {
            VolatilityCombination combination = VolatilityCombination.of(features, past.path(), volatilitySeed);
            for (int row = past.firstRow(); row < features.history().size(); row++) {
                if (past.usable(row)) {
                    for (int h : PUBLISHED_VOLATILITY) {
                        publishing.tell(row, Output.REALIZED_VOLATILITY, h, combination.annualized(row, h));
                    }
                }
            }
            progress.advanced(SellerFiles.VOLATILITY_MODEL, 1, 1);
        }

        private void trainVolatility(VolatilityForecast harX) {
            VolatilityCombination combination = VolatilityCombination.of(features, past.path(), volatilitySeed);
            CombinedVolatility newest = combination.newest(harX);
            files.putAll(newest.files());
            tracks.putAll(combination.tracks());
            cards.add(new ModelCard(
                    SellerFiles.VOLATILITY_MODEL,
                    features.history().size() - past.firstRow(),
                    Arrays.stream(VolatilityMember.values())
                            .map(VolatilityMember::id)
                            .toList(),
                    described(newest, combination.challengers()),
                    Collections.emptySortedMap(),
                    combination.scores()));
            progress.advanced(SellerFiles.VOLATILITY_MODEL, 1, 1);
        }

        /** Weights in force, and how each challenger alone did out of sample. */
        private static SortedMap<String, String> described(CombinedVolatility newest, List<OutputScore> challengers) {
            SortedMap<String, String> parameters = newest.describe();
            for (OutputScore challenger : challengers) {
                parameters.put(
                        "qlike_skill." + challenger.output(), String.format(Locale.ROOT, "%.4f", challenger.skill()));
            }
            return parameters;
        }

        private void trainTrap() {
            SupervisedRows rows = TrapModel.rows(features, past);
            BoostingSettings boosting = TrapModel.settings();
            files.put(
                    SellerFiles.TRAP_PRIOR,
                    TrapPrior.knownBy(features.history().size() - 1, features, past)
                            .toBytes());
            ClassifierTraining.Result result = ClassifierTraining.train(
                    SellerFiles.TRAP,
                    rows,
                    TrapModel.outcomes(features),
                    boosting,
                    plan,
                    List.of(TrapLabels.HORIZON),
                    TrapModel.PROOF,
                    trapSeed);
            OutOfFold.Verdict verdict = result.verdicts().get(0);
            tracks.put(SellerFiles.TRAP_OUTPUT, verdict.track());
            OutputScore score = OutputScore.of(
                    SellerFiles.TRAP_OUTPUT,
                    TrapLabels.HORIZON,
                    "log_loss",
                    "expanding frequency",
                    verdict.logLoss(),
                    verdict.auc(),
                    verdict.weight(),
                    verdict.baseRates());
            keep(SellerFiles.TRAP, rows, boosting, result.trees(), List.of(score));
            progress.advanced(SellerFiles.TRAP, 1, 1);
        }

        private void publishTrap(OutOfFold.Verdict verdict) {
            for (OutOfFold.Published one : verdict.published()) {
                double probability = one.probabilities().get(1);
                publishing.tell(one.session(), Output.TRAP_PROBABILITY, TrapLabels.HORIZON, probability);
            }
        }

        private void trainRegime() {
            RegimeTraining training = regimeTraining();
            OutOfFold.Verdict verdict = training.walk(plan);
            RegimeOdds model = training.fit();
            files.put(SellerFiles.REGIME_LINES, model.linesToBytes());
            files.put(SellerFiles.REGIME_BASE, training.base().toBytes());
            tracks.put(SellerFiles.REGIME_OUTPUT, verdict.track());
            List<OutputScore> scores = new ArrayList<>();
            scores.add(OutputScore.of(
                    SellerFiles.REGIME_OUTPUT,
                    RegimeLabels.HORIZON,
                    "log_loss",
                    RegimeBase.TITLE,
                    verdict.logLoss(),
                    verdict.auc(),
                    verdict.weight(),
                    verdict.baseRates()));
            for (RegimeRule rule : RegimeRule.values()) {
                OutcomeTrack errors = rule.errors(features, regimes, verdict.hits());
                tracks.put(rule.output(), errors);
                scores.add(OutputScore.of(
                        rule.output(),
                        RegimeLabels.HORIZON,
                        "error_rate",
                        rule.title(),
                        errors.skillKnownBy(features.decisionRow()).orElseThrow(),
                        Double.NaN,
                        verdict.weight(),
                        verdict.baseRates()));
            }
            keep(SellerFiles.REGIME, training.rows(), RegimeTraining.settings(), model.trees(), scores);
            progress.advanced(SellerFiles.REGIME, 1, 1);
        }

        private void publishRegime(OutOfFold.Published one) {
            int row = one.session();
            int h = RegimeLabels.HORIZON;
            publishing.tell(row, Output.REGIME_LOW, h, one.probabilities().get(0));
            publishing.tell(row, Output.REGIME_MEDIUM, h, one.probabilities().get(1));
            publishing.tell(row, Output.REGIME_HIGH, h, one.probabilities().get(2));
            publishing.tell(row, Output.REGIME_LOWER_THRESHOLD, h, regimes.lower(row));
            publishing.tell(row, Output.REGIME_UPPER_THRESHOLD, h, regimes.upper(row));
        }

        private RangeRecords walkRanges() {
            RangeRecords ranges = new RangeRecords(features, past, plan, publishing);
            ranges.walk();
            progress.advanced("seller_ranges", 1, 1);
            return ranges;
        }

        private BreachTraining walkBreaches(RangeRecords ranges) {
            BreachTraining breaches = new BreachTraining(features, past, publishing);
            for (Fold fold : plan.folds()) {
                breaches.walk(fold, ranges.baseline(fold), breachSeed + 1 + fold.number());
                progress.advanced(
                        SellerFiles.BREACH, fold.number() + 1, plan.folds().size() + 1);
            }
            return breaches;
        }

        private void trainBreach(int last) {
            RangeRecords ranges = walkRanges();
            BreachTraining breaches = walkBreaches(ranges);
            Excursions excursions = Excursions.fit(past.reach(), past.unitWeights(last), past.firstRow(), last);
            files.put(SellerFiles.EXCURSIONS, excursions.toBytes());
            files.put(
                    SellerFiles.EXCURSIONS_FROM_OPEN,
                    Excursions.fitFromOpen(past.reach(), past.unitWeights(last), past.firstRow(), last)
                            .toBytes());
            tracks.putAll(ranges.tracks());
            HindsightOdds odds = HindsightOdds.knownBy(last, past);
            files.put(SellerFiles.ODDS, odds.excursions().toBytes());
            files.put(
                    SellerFiles.ODDS_FROM_OPEN,
                    Excursions.fitFromOpen(odds.reach(), past.unitWeights(last), past.firstRow(), last)
                            .toBytes());
            SupervisedRows rows = BreachModel.rows(features, past, odds, row -> true, last);
            BoostingSettings boosting = BreachTraining.settings();
            TreeEnsemble trees = GradientBoosting.fit(SellerFiles.BREACH, rows, boosting, breachSeed);
            keep(SellerFiles.BREACH, rows, boosting, trees, breachScores(breaches, ranges));
            progress.advanced(
                    SellerFiles.BREACH, plan.folds().size() + 1, plan.folds().size() + 1);
        }

        private List<OutputScore> breachScores(BreachTraining breaches, RangeRecords ranges) {
            UnitWeights units = past.unitWeights(features.decisionRow());
            List<OutputScore> scores = new ArrayList<>();
            for (int h : Horizons.RANGE) {
                BreachTraining.Verdict verdict = breaches.judge(h);
                tracks.put(SellerFiles.touchOutput(h), verdict.track());
                scores.add(OutputScore.of(
                        SellerFiles.touchOutput(h),
                        h,
                        "brier",
                        "past excursions in VIX units",
                        verdict.skill(),
                        Double.NaN,
                        verdict.weight(),
                        List.of()));
            }
            for (int h : Horizons.RANGE) {
                scores.add(OutputScore.of(
                        SellerFiles.rangeScoreOutput(h),
                        h,
                        "interval_score_0.9",
                        "past excursions in VIX units",
                        ranges.rangeSkill(h),
                        Double.NaN,
                        units.at(h),
                        List.of()));
            }
            return scores;
        }

        private void keep(
                String model,
                SupervisedRows rows,
                BoostingSettings boosting,
                TreeEnsemble trees,
                List<OutputScore> scores) {
            files.put(SellerFiles.trees(model), trees.toBytes());
            publishing.listener().importance(model, trees.gain());
            SortedMap<String, String> parameters = boosting.describe();
            parameters.put("trees", String.valueOf(trees.size()));
            cards.add(new ModelCard(model, rows.size(), rows.columns(), parameters, trees.gain(), scores));
        }
    }
}
