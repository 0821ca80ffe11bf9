package io.aegismatrix.direction;

import io.aegismatrix.direction.internal.DirectionTargets;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Trains the trees that say how far, and finds out by horizon and statistic whether to trust them beside the same
 * statistic of all moves known so far. What would have been published in a fold is half of either if that cost less than
 * the statistic alone in earlier folds, as known when it began; everything reported is about that. Halves, because equal
 * parts of two forecasts are hard to beat (Bates and Granger 1969): a weight fitted to a few hundred overlapping moves
 * fits noise.
 *
 * <p>From the published size follows the published interval: quantiles of past signed moves, each measured in its unit
 * times how large moves were said to be relative to usual. Its coverage is measured the same way.
 */
final class MoveTraining {

    /** Level of the published interval. */
    static final double LEVEL = 0.8;

    private final MoveRows rows;
    private final List<Fold> folds;
    private final List<HorizonMoves> horizons;

    /**
     * The verdict on one horizon.
     *
     * @param weights how each statistic is published, in the order of {@link MoveStatistic}
     * @param size how the expected size is published
     * @param classMeans mean signed move that turned out down, neutral and up, in units
     * @param moves signed moves in units times relative size
     * @param skill mean absolute error of the expected size against the expanding median of past sizes, log return
     * @param sizes dated losses behind {@code skill}
     * @param interval dated hits of the published interval
     */
    record HorizonResult(
            List<MoveWeight> weights,
            SizeShare size,
            List<Double> classMeans,
            ExpandingSample moves,
            Skill skill,
            OutcomeTrack sizes,
            OutcomeTrack interval) {}

    /**
     * What was learned.
     *
     * @param trees the final trees
     * @param rows rows they were grown on
     * @param horizons verdicts in the order of {@link Horizons#DIRECTION}
     */
    record Result(MoveTrees trees, int rows, List<HorizonResult> horizons) {}

    private MoveTraining(MoveRows rows, WalkForward plan) {
        this.rows = rows;
        this.folds = plan.folds();
        this.horizons = IntStream.range(0, Horizons.DIRECTION.size())
                .mapToObj(horizon -> new HorizonMoves(rows, plan, horizon))
                .toList();
    }

    /** Trains; the seed is used a fold at a time in fixed order. */
    static Result train(
            MoveRows rows, DirectionTargets targets, WalkForward plan, long seed, ProgressListener progress) {
        MoveTraining training = new MoveTraining(rows, plan);
        SupervisedRows all = rows.training(plan.firstSession());
        int steps = training.folds.size() + 1;
        training.walk(all, seed, steps, progress);
        List<HorizonResult> horizons =
                training.horizons.stream().map(moves -> moves.learn(targets)).toList();
        MoveTrees trees = MoveTrees.fit(all, seed);
        progress.advanced(MoveTrees.MODEL, steps, steps);
        return new Result(trees, all.size(), horizons);
    }

    /** Walks through the plan and tells the size that would have been published in its test parts, as log return. */
    static void backtest(
            MoveRows rows, WalkForward plan, long seed, ForecastListener forecasts, ProgressListener progress) {
        MoveTraining training = new MoveTraining(rows, plan);
        training.walk(rows.training(plan.firstSession()), seed, training.folds.size(), progress);
        training.horizons.forEach(moves -> moves.tell(forecasts));
    }

    private void walk(SupervisedRows all, long seed, int steps, ProgressListener progress) {
        for (Fold fold : folds) {
            SupervisedRows known = all.where(row -> fold.trains(all.session(row), all.resolved(row)));
            MoveTrees trees = MoveTrees.fit(known, seed + 1 + fold.number());
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                for (int horizon = 0; horizon < horizons.size() && rows.known(row); horizon++) {
                    horizons.get(horizon).forecast(row, trees.forecast(rows.inputs(row, horizon)));
                }
            }
            progress.advanced(MoveTrees.MODEL, fold.number() + 1, steps);
        }
    }
}
