package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.FoldWeights;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.payload.BreachPoint;
import io.aegismatrix.payload.Decimals;
import io.aegismatrix.seller.BreachModel.Side;
import io.aegismatrix.seller.BreachModel.State;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trains the breach model and finds out how far to skill it. In every fold trees learn from paths that had ended before
 * it; on the fold their touch odds, those of past excursions and those of excursions in units of the volatility index
 * alone (the baseline) are held against what happened, over all published distances. The weight of the trees against
 * the excursions is kept by horizon and comes from earlier folds.
 */
final class BreachTraining {

    /** Every how many sessions of a test part are scored: neighbouring paths overlap almost wholly. */
    private static final int SCORE_STRIDE = 2;

    private final FeatureSet features;
    private final SellerHistory past;
    private final ForecastSink publishing;
    private final SortedMap<Integer, List<Scored>> scored = new TreeMap<>();
    private final SortedMap<Integer, FoldWeights> weights = new TreeMap<>();

    /** One decision session at one horizon: the squared errors over all distances, and what they were made of. */
    private record Scored(Fold fold, int row, List<Cell> cells) {

        double brier(double weight) {
            double sum = 0;
            for (Cell cell : cells) {
                sum += Losses.brier(Shrinkage.blend(weight, cell.modelled(), cell.empirical()), cell.touched());
            }
            return sum / cells.size();
        }

        double baselineBrier() {
            double sum = 0;
            for (Cell cell : cells) {
                sum += Losses.brier(cell.baseline(), cell.touched());
            }
            return sum / cells.size();
        }
    }

    private record Cell(double modelled, double empirical, double baseline, boolean touched) {}

    /**
     * What was learned about one horizon.
     *
     * @param weight share of the trees in the published odds; the rest is past excursions
     * @param skill Brier skill of the published touch odds against excursions in units of the volatility index
     * @param track the dated losses behind it
     */
    record Verdict(double weight, Skill skill, OutcomeTrack track) {}

    BreachTraining(FeatureSet features, SellerHistory past, ForecastSink publishing) {
        this.features = features;
        this.past = past;
        this.publishing = publishing;
        for (int h : Horizons.RANGE) {
            List<Scored> record = new ArrayList<>();
            scored.put(h, record);
            weights.put(h, new FoldWeights(new SoFar(record, h), overlap(h), FoldWeights.Proof.GAIN));
        }
    }

    /** Neighbouring scored sessions whose paths overlap. */
    private static int overlap(int horizon) {
        return Math.max(1, horizon / SCORE_STRIDE);
    }

    /** What was scored at a horizon so far. */
    private record SoFar(List<Scored> scored, int horizon) implements FoldWeights.Resolved {

        @Override
        public int size() {
            return scored.size();
        }

        @Override
        public int fold(int forecast) {
            return scored.get(forecast).fold().number();
        }

        @Override
        public int resolved(int forecast) {
            return scored.get(forecast).row() + horizon;
        }

        @Override
        public double loss(int forecast, double weight) {
            return scored.get(forecast).brier(weight);
        }

        @Override
        public double baselineLoss(int forecast) {
            return scored.get(forecast).baselineBrier();
        }
    }

    static BoostingSettings settings() {
        return BoostingSettings.binary()
                .withTrees(120, 3, 0.06)
                .withMinimumChildWeight(60)
                .withMonotone(BreachModel.MONOTONE);
    }

    /** Scores one fold. */
    void walk(Fold fold, Excursions baseline, long seed) {
        int lastKnown = fold.testStart() - 1 - fold.embargo();
        HindsightOdds odds = HindsightOdds.knownBy(lastKnown, past);
        TreeEnsemble trees = GradientBoosting.fit(
                SellerFiles.BREACH,
                BreachModel.rows(features, past, odds, BreachModel.known(fold), lastKnown),
                settings(),
                seed);
        publish(fold, trees, odds);
        for (int h : Horizons.RANGE) {
            ExcursionLabels labels = ExcursionLabels.of(features.history(), h);
            for (int row = fold.testStart(); row < fold.testEnd(); row += SCORE_STRIDE) {
                if (past.usable(row) && labels.resolved(row)) {
                    at(scored, h).add(score(fold, row, h, labels, trees, odds, baseline));
                }
            }
        }
    }

    private void publish(Fold fold, TreeEnsemble trees, HindsightOdds odds) {
        double[] blend = Horizons.RANGE.stream()
                .mapToDouble(h -> at(weights, h).begin(fold))
                .toArray();
        for (int row = fold.testStart(); row < fold.testEnd(); row++) {
            if (past.usable(row) && publishing.wants(row)) {
                int decision = row;
                BreachSurface surface = BreachSurface.of(
                        h -> odds.state(features, decision, h), trees, h -> blend[Horizons.RANGE.indexOf(h)]);
                surface.all(features.history().close(row)).forEach(point -> publish(decision, point));
            }
        }
    }

    private void publish(int row, BreachPoint point) {
        int h = point.horizonSessions();
        publishing.tell(
                row,
                Output.TOUCH_EITHER_PROBABILITY,
                h,
                point.distanceFraction(),
                Decimals.fraction(point.probability()));
        publishing.tell(
                row,
                Output.CLOSE_BEYOND_PROBABILITY,
                h,
                point.distanceFraction(),
                Decimals.fraction(point.closeProbability()));
    }

    private Scored score(
            Fold fold,
            int row,
            int h,
            ExcursionLabels labels,
            TreeEnsemble trees,
            HindsightOdds odds,
            Excursions baseline) {
        State state = odds.state(features, row, h);
        State usual = State.past(features, row, h, past.reach().withoutEvents(), baseline);
        List<Cell> cells = new ArrayList<>();
        for (double distance : Horizons.DISTANCES) {
            double up = Math.log1p(distance);
            double down = -Math.log1p(-distance);
            double empirical = state.empirical(Side.EITHER, false, up / state.unit(), down / state.unit());
            cells.add(new Cell(
                    state.modelled(trees, Side.EITHER, false, up / state.unit(), down / state.unit(), empirical),
                    empirical,
                    usual.empirical(Side.EITHER, false, up / usual.unit(), down / usual.unit()),
                    labels.touchEither(row, distance) == 1));
        }
        return new Scored(fold, row, cells);
    }

    /** The verdict on a horizon after all folds. */
    Verdict judge(int horizon) {
        List<Scored> all = at(scored, horizon);
        FoldWeights inForce = at(weights, horizon);
        int n = all.size();
        int[] rows = new int[n];
        int[] resolved = new int[n];
        double[] losses = new double[n];
        double[] baselines = new double[n];
        for (int i = 0; i < n; i++) {
            Scored one = all.get(i);
            rows[i] = one.row();
            resolved[i] = one.row() + horizon;
            losses[i] = one.brier(inForce.inForce(one.fold().number()));
            baselines[i] = one.baselineBrier();
        }
        return new Verdict(
                inForce.last(),
                Skill.of(losses, baselines, overlap(horizon)),
                OutcomeTrack.ofLosses(horizon, rows, resolved, losses, baselines));
    }

    private static <T> T at(SortedMap<Integer, T> byHorizon, int horizon) {
        T found = byHorizon.get(horizon);
        if (found == null) {
            throw new IllegalArgumentException("horizon must be one of " + byHorizon.keySet() + ", was " + horizon);
        }
        return found;
    }
}
