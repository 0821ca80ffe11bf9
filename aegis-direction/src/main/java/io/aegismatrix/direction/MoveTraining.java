package io.aegismatrix.direction;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.learn.CalibrationSlope;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.record.OutcomeTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
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

    /** Least outcomes a naive baseline needs, as in the independent scorer. */
    private static final int LEAST_OUTCOMES = 250;

    /** Share of the trees in what is published where they are trusted. */
    private static final double SHARE = 0.5;

    private static final int STATISTICS = MoveStatistic.values().length;

    private final MoveRows rows;
    private final WalkForward plan;
    private final List<Fold> folds;
    private final int sessions;
    private final double[][][] model;
    private final double[][][] baseline;
    private final double[][][] published;
    private final double[][] plain;
    private final double[][] stated;

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
        this.plan = plan;
        this.folds = plan.folds();
        this.sessions = rows.sessions();
        this.model = unknown();
        this.baseline = unknown();
        this.published = unknown();
        this.plain = new double[Horizons.DIRECTION.size()][];
        this.stated = new double[Horizons.DIRECTION.size()][];
    }

    /** One value a horizon, statistic and session. */
    private double[][][] unknown() {
        double[][][] table = new double[Horizons.DIRECTION.size()][STATISTICS][sessions];
        for (double[][] horizon : table) {
            for (double[] column : horizon) {
                Arrays.fill(column, Double.NaN);
            }
        }
        return table;
    }

    /** Trains; the seed is used a fold at a time in fixed order. */
    static Result train(
            MoveRows rows, DirectionTargets targets, WalkForward plan, long seed, ProgressListener progress) {
        MoveTraining training = new MoveTraining(rows, plan);
        SupervisedRows all = rows.training(plan.firstSession());
        int steps = training.folds.size() + 1;
        training.walk(all, seed, steps, progress);
        List<HorizonResult> horizons = new ArrayList<>();
        for (int horizon = 0; horizon < Horizons.DIRECTION.size(); horizon++) {
            training.fillBaseline(horizon);
            List<MoveWeight> weights = training.publish(horizon);
            SizeShare size = training.publishSize(horizon);
            horizons.add(training.judge(horizon, weights, size, targets));
        }
        MoveTrees trees = MoveTrees.fit(all, seed);
        progress.advanced(MoveTrees.MODEL, steps, steps);
        return new Result(trees, all.size(), horizons);
    }

    /** Walks through the plan and tells the size that would have been published in its test parts, as log return. */
    static void backtest(
            MoveRows rows, WalkForward plan, long seed, ForecastListener forecasts, ProgressListener progress) {
        MoveTraining training = new MoveTraining(rows, plan);
        training.walk(rows.training(plan.firstSession()), seed, training.folds.size(), progress);
        for (int horizon = 0; horizon < Horizons.DIRECTION.size(); horizon++) {
            training.fillBaseline(horizon);
            training.publish(horizon);
            training.publishSize(horizon);
            training.tell(horizon, forecasts);
        }
    }

    private void tell(int horizon, ForecastListener forecasts) {
        for (int row = plan.firstTest(); row < plan.end(); row++) {
            double size = stated[horizon][row];
            if (!Double.isNaN(size)) {
                forecasts.forecast(row, Forecast.of(Output.EXPECTED_ABS_MOVE, Horizons.DIRECTION.get(horizon), size));
            }
        }
    }

    private void walk(SupervisedRows all, long seed, int steps, ProgressListener progress) {
        for (Fold fold : folds) {
            SupervisedRows known = all.where(row -> fold.trains(all.session(row), all.resolved(row)));
            MoveTrees trees = MoveTrees.fit(known, seed + 1 + fold.number());
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                for (int horizon = 0; horizon < model.length && rows.known(row); horizon++) {
                    double[] forecast = trees.forecast(rows.inputs(row, horizon));
                    for (int statistic = 0; statistic < STATISTICS; statistic++) {
                        model[horizon][statistic][row] = forecast[statistic];
                    }
                }
            }
            progress.advanced(MoveTrees.MODEL, fold.number() + 1, steps);
        }
    }

    /** Size of the move in units; NaN if it or the unit is not known. */
    private double size(int row, int horizon) {
        return Math.abs(rows.signed(row, horizon)) / rows.unit(row, horizon);
    }

    private void fillBaseline(int horizon) {
        ExpandingSample known = new ExpandingSample();
        for (int row = plan.firstSession(); row < sessions; row++) {
            int resolved = row - Horizons.DIRECTION.get(horizon);
            if (resolved >= plan.firstSession()) {
                known.add(size(resolved, horizon));
            }
            for (MoveStatistic statistic : MoveStatistic.values()) {
                baseline[horizon][statistic.position()][row] = statistic.of(known);
            }
        }
    }

    /** Fills what would have been published and returns what is published from now on. */
    private List<MoveWeight> publish(int horizon) {
        ExpandingSample all = new ExpandingSample();
        for (int row = plan.firstSession(); row < sessions; row++) {
            all.add(size(row, horizon));
        }
        List<MoveWeight> weights = new ArrayList<>();
        for (MoveStatistic statistic : MoveStatistic.values()) {
            for (Fold fold : folds) {
                double weight = weight(
                        horizon,
                        statistic,
                        row -> row < fold.testStart() && row + Horizons.DIRECTION.get(horizon) < fold.testStart());
                publish(horizon, statistic.position(), fold, weight);
            }
            weights.add(new MoveWeight(statistic.of(all), finalWeight(horizon, statistic)));
        }
        return weights;
    }

    private void publish(int horizon, int statistic, Fold fold, double weight) {
        for (int row = fold.testStart(); row < fold.testEnd(); row++) {
            published[horizon][statistic][row] =
                    Shrinkage.blend(weight, model[horizon][statistic][row], baseline[horizon][statistic][row]);
        }
    }

    /**
     * Fills the expected size that would have been stated, a log return, and returns how it is stated from now on. A share
     * is what the unit had proved when its fold began.
     */
    private SizeShare publishSize(int horizon) {
        plain[horizon] = naive(horizon);
        stated[horizon] = new double[sessions];
        Arrays.fill(stated[horizon], Double.NaN);
        double[] inUnits = published[horizon][MoveStatistic.MEDIAN.position()];
        for (Fold fold : folds) {
            double share = share(horizon, fold.testStart());
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                SizeShare then = new SizeShare(plain[horizon][row], share);
                stated[horizon][row] = then.size(inUnits[row] * rows.unit(row, horizon));
            }
        }
        ExpandingSample all = new ExpandingSample();
        for (int row = 0; row < sessions; row++) {
            all.add(Math.abs(rows.signed(row, horizon)));
        }
        return new SizeShare(all.quantile(0.5), share(horizon, sessions));
    }

    /**
     * How sure it is, of outcomes known before a row, that paths went further where the unit was larger. How far a path
     * goes tells more of that than where it ends, and a unit has strength 1 by its making: only its certainty is asked.
     */
    private double share(int horizon, int before) {
        int sessionsAhead = Horizons.DIRECTION.get(horizon);
        double[] inUnits = baseline[horizon][MoveStatistic.MEDIAN.position()];
        double[] said = new double[Math.max(0, before - sessionsAhead)];
        double[] went = new double[said.length];
        for (int row = 0; row < said.length; row++) {
            double usual = Math.log(plain[horizon][row]);
            said[row] =
                    row < plan.firstSession() ? Double.NaN : Math.log(inUnits[row] * rows.unit(row, horizon)) - usual;
            went[row] = Math.log(rows.reached(row, horizon)) - usual;
        }
        return CalibrationSlope.of(said, went, sessionsAhead).certainty();
    }

    private double weight(int horizon, MoveStatistic statistic, IntPredicate wanted) {
        int[] tested = tested(horizon, wanted);
        return tested.length > 0
                        && meanLoss(horizon, statistic, tested, SHARE) < meanLoss(horizon, statistic, tested, 0)
                ? SHARE
                : 0;
    }

    /** The weight all folds together justify; 0 if the nested blend lost to the baseline. */
    private double finalWeight(int horizon, MoveStatistic statistic) {
        double nested = 0;
        double base = 0;
        for (int row : tested(horizon, row -> true)) {
            nested += loss(horizon, statistic, row, published[horizon][statistic.position()][row]);
            base += loss(horizon, statistic, row, baseline[horizon][statistic.position()][row]);
        }
        return nested > base ? 0 : weight(horizon, statistic, row -> true);
    }

    private double meanLoss(int horizon, MoveStatistic statistic, int[] tested, double weight) {
        double sum = 0;
        for (int row : tested) {
            double blend = Shrinkage.blend(
                    weight, model[horizon][statistic.position()][row], baseline[horizon][statistic.position()][row]);
            sum += loss(horizon, statistic, row, blend);
        }
        return sum / tested.length;
    }

    /** Quantiles cost as log returns, the mean in units: squared, one wild month would decide alone. */
    private double loss(int horizon, MoveStatistic statistic, int row, double forecast) {
        double scale = statistic == MoveStatistic.MEAN ? 1 : rows.unit(row, horizon);
        return statistic.loss(forecast, size(row, horizon)) * scale;
    }

    /** Rows with an out-of-fold forecast and a known outcome. */
    private int[] tested(int horizon, IntPredicate wanted) {
        return IntStream.range(plan.firstTest(), sessions)
                .filter(row -> !Double.isNaN(model[horizon][0][row]) && !Double.isNaN(size(row, horizon)))
                .filter(wanted)
                .toArray();
    }

    private HorizonResult judge(int horizon, List<MoveWeight> weights, SizeShare size, DirectionTargets targets) {
        double[] scaled = scaledMoves(horizon);
        ExpandingSample moves = new ExpandingSample();
        Arrays.stream(scaled).forEach(moves::add);
        OutcomeTrack sizes = sizes(horizon);
        return new HorizonResult(
                weights,
                size,
                classMeans(horizon, targets),
                moves,
                sizes.skillKnownBy(sessions).orElseThrow(() -> tooShort(horizon)),
                sizes,
                interval(horizon, scaled));
    }

    private static MarketDataException tooShort(int horizon) {
        return new MarketDataException(
                "too little history to test moves over " + Horizons.DIRECTION.get(horizon) + " sessions on");
    }

    /** Signed moves in units times how large moves were said to be, relative to usual, when they began. */
    private double[] scaledMoves(int horizon) {
        double[] moves = new double[sessions];
        int upper = MoveStatistic.UPPER.position();
        for (int row = 0; row < sessions; row++) {
            double relative = published[horizon][upper][row] / baseline[horizon][upper][row];
            double scale = Double.isNaN(relative) ? 1 : relative;
            moves[row] = row < plan.firstSession()
                    ? Double.NaN
                    : rows.signed(row, horizon) / (rows.unit(row, horizon) * scale);
        }
        return moves;
    }

    /** Absolute errors of the expected size beside those of the expanding median of past sizes, both log returns. */
    private OutcomeTrack sizes(int horizon) {
        int[] tested = tested(horizon, row -> !Double.isNaN(plain[horizon][row]));
        double[] losses = new double[tested.length];
        double[] baselines = new double[tested.length];
        for (int i = 0; i < tested.length; i++) {
            double size = Math.abs(rows.signed(tested[i], horizon));
            losses[i] = Math.abs(size - stated[horizon][tested[i]]);
            baselines[i] = Math.abs(size - plain[horizon][tested[i]]);
        }
        int sessionsAhead = Horizons.DIRECTION.get(horizon);
        return OutcomeTrack.ofLosses(sessionsAhead, tested, resolved(tested, sessionsAhead), losses, baselines);
    }

    private static int[] resolved(int[] decided, int sessionsAhead) {
        return Arrays.stream(decided).map(row -> row + sessionsAhead).toArray();
    }

    private double[] naive(int horizon) {
        ExpandingSample known = new ExpandingSample();
        double[] medians = new double[sessions];
        for (int row = 0; row < sessions; row++) {
            int resolved = row - Horizons.DIRECTION.get(horizon);
            if (resolved >= 0) {
                known.add(Math.abs(rows.signed(resolved, horizon)));
            }
            medians[row] = known.size() < LEAST_OUTCOMES ? Double.NaN : known.quantile(0.5);
        }
        return medians;
    }

    /** Whether the close ended inside the interval stated from the moves known by then. */
    private OutcomeTrack interval(int horizon, double[] scaled) {
        ExpandingSample known = new ExpandingSample();
        List<Integer> stated = new ArrayList<>();
        List<Double> held = new ArrayList<>();
        for (int row = plan.firstSession(); row < sessions; row++) {
            int resolved = row - Horizons.DIRECTION.get(horizon);
            if (resolved >= 0) {
                known.add(scaled[resolved]);
            }
            if (row >= plan.firstTest() && known.size() >= SignedMoves.MINIMUM && !Double.isNaN(scaled[row])) {
                boolean inside = scaled[row] >= known.quantile((1 - LEVEL) / 2)
                        && scaled[row] <= known.quantile((1 + LEVEL) / 2);
                stated.add(row);
                held.add(inside ? 1.0 : 0.0);
            }
        }
        int sessionsAhead = Horizons.DIRECTION.get(horizon);
        int[] decided = stated.stream().mapToInt(Integer::intValue).toArray();
        return OutcomeTrack.ofHits(
                sessionsAhead,
                decided,
                resolved(decided, sessionsAhead),
                held.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Mean signed move in units of each direction class; 0 for one that did not occur. */
    private List<Double> classMeans(int horizon, DirectionTargets targets) {
        double[] sums = new double[3];
        int[] counts = new int[3];
        for (int row = plan.firstSession(); row < sessions; row++) {
            int label = targets.label(row, horizon, sessions - 1);
            double move = rows.signed(row, horizon) / rows.unit(row, horizon);
            if (label >= 0 && !Double.isNaN(move)) {
                sums[label] += move;
                counts[label]++;
            }
        }
        return IntStream.range(0, sums.length)
                .mapToObj(label -> sums[label] / Math.max(1, counts[label]))
                .toList();
    }
}
