package io.aegismatrix.direction;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.direction.internal.DirectionTargets;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.learn.CalibrationSlope;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.record.OutcomeTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How far moves of one horizon go: forecasts of the trees and of the statistic alone by session, what of both would have been
 * published, and how it would have fared.
 */
final class HorizonMoves {

    /** Least outcomes a naive baseline needs, as in the independent scorer. */
    private static final int LEAST_OUTCOMES = 250;

    /** Share of the trees in what is published where they are trusted. */
    private static final double SHARE = 0.5;

    private final MoveRows rows;
    private final WalkForward plan;
    private final List<Fold> folds;
    private final int horizon;
    private final int ahead;
    private final int sessions;
    private final double[][] model;
    private final double[][] baseline;
    private final double[][] published;
    private final double[] plain;
    private final double[] stated;

    /** @param horizon position in {@link Horizons#DIRECTION} */
    HorizonMoves(MoveRows rows, WalkForward plan, int horizon) {
        this.rows = rows;
        this.plan = plan;
        this.folds = plan.folds();
        this.horizon = horizon;
        this.ahead = Horizons.DIRECTION.get(horizon);
        this.sessions = rows.sessions();
        this.model = unknown();
        this.baseline = unknown();
        this.published = unknown();
        this.plain = naive();
        this.stated = new double[sessions];
        Arrays.fill(stated, Double.NaN);
    }

    /** One value a statistic and session. */
    private double[][] unknown() {
        double[][] table = new double[MoveStatistic.values().length][sessions];
        for (double[] column : table) {
            Arrays.fill(column, Double.NaN);
        }
        return table;
    }

    /** Takes what trees that knew nothing of a session say of it, a value a statistic. */
    void forecast(int row, double[] forecast) {
        for (int statistic = 0; statistic < forecast.length; statistic++) {
            model[statistic][row] = forecast[statistic];
        }
    }

    /** What all folds together taught. */
    MoveTraining.HorizonResult learn(DirectionTargets targets) {
        fillBaseline();
        List<MoveWeight> weights = publish();
        SizeShare size = publishSize();
        return judge(weights, size, targets);
    }

    /** Tells the sizes that would have been published, as log returns. */
    void tell(ForecastListener forecasts) {
        fillBaseline();
        publish();
        publishSize();
        for (int row = plan.firstTest(); row < plan.end(); row++) {
            if (!Double.isNaN(stated[row])) {
                forecasts.forecast(row, Forecast.of(Output.EXPECTED_ABS_MOVE, ahead, stated[row]));
            }
        }
    }

    private double signed(int row) {
        return rows.signed(row, horizon);
    }

    private double unit(int row) {
        return rows.unit(row, horizon);
    }

    private double reached(int row) {
        return rows.reached(row, horizon);
    }

    /** Size of the move in units; NaN if it or the unit is not known. */
    private double size(int row) {
        return Math.abs(signed(row)) / unit(row);
    }

    private void fillBaseline() {
        ExpandingSample known = new ExpandingSample();
        for (int row = plan.firstSession(); row < sessions; row++) {
            int resolved = row - ahead;
            if (resolved >= plan.firstSession()) {
                known.add(size(resolved));
            }
            for (MoveStatistic statistic : MoveStatistic.values()) {
                baseline[statistic.position()][row] = statistic.of(known);
            }
        }
    }

    /** Fills what would have been published and returns what is published from now on. */
    private List<MoveWeight> publish() {
        ExpandingSample all = new ExpandingSample();
        for (int row = plan.firstSession(); row < sessions; row++) {
            all.add(size(row));
        }
        List<MoveWeight> weights = new ArrayList<>();
        for (MoveStatistic statistic : MoveStatistic.values()) {
            for (Fold fold : folds) {
                double weight = weight(statistic, row -> row < fold.testStart() && row + ahead < fold.testStart());
                publish(statistic.position(), fold, weight);
            }
            weights.add(new MoveWeight(statistic.of(all), finalWeight(statistic)));
        }
        return weights;
    }

    private void publish(int statistic, Fold fold, double weight) {
        for (int row = fold.testStart(); row < fold.testEnd(); row++) {
            published[statistic][row] = Shrinkage.blend(weight, model[statistic][row], baseline[statistic][row]);
        }
    }

    /**
     * Fills the expected size that would have been stated, a log return, and returns how it is stated from now on. A share
     * is what the unit had proved when its fold began.
     */
    private SizeShare publishSize() {
        double[] inUnits = published[MoveStatistic.MEDIAN.position()];
        for (Fold fold : folds) {
            double share = share(fold.testStart());
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                SizeShare then = new SizeShare(plain[row], share);
                stated[row] = then.size(inUnits[row] * unit(row));
            }
        }
        ExpandingSample all = new ExpandingSample();
        for (int row = 0; row < sessions; row++) {
            all.add(Math.abs(signed(row)));
        }
        return new SizeShare(all.quantile(0.5), share(sessions));
    }

    /**
     * How sure it is, of outcomes known before a row, that paths went further where the unit was larger. How far a path
     * goes tells more of that than where it ends, and a unit has strength 1 by its making: only its certainty is asked.
     */
    private double share(int before) {
        double[] inUnits = baseline[MoveStatistic.MEDIAN.position()];
        double[] said = new double[Math.max(0, before - ahead)];
        double[] went = new double[said.length];
        for (int row = 0; row < said.length; row++) {
            double usual = Math.log(plain[row]);
            said[row] = row < plan.firstSession() ? Double.NaN : Math.log(inUnits[row] * unit(row)) - usual;
            went[row] = Math.log(reached(row)) - usual;
        }
        return CalibrationSlope.of(said, went, ahead).certainty();
    }

    private double weight(MoveStatistic statistic, IntPredicate wanted) {
        int[] tested = tested(wanted);
        return tested.length > 0 && meanLoss(statistic, tested, SHARE) < meanLoss(statistic, tested, 0) ? SHARE : 0;
    }

    /** The weight all folds together justify; 0 if the nested blend lost to the baseline. */
    private double finalWeight(MoveStatistic statistic) {
        double nested = 0;
        double base = 0;
        for (int row : tested(row -> true)) {
            nested += loss(statistic, row, published[statistic.position()][row]);
            base += loss(statistic, row, baseline[statistic.position()][row]);
        }
        return nested > base ? 0 : weight(statistic, row -> true);
    }

    private double meanLoss(MoveStatistic statistic, int[] tested, double weight) {
        double sum = 0;
        for (int row : tested) {
            double blend =
                    Shrinkage.blend(weight, model[statistic.position()][row], baseline[statistic.position()][row]);
            sum += loss(statistic, row, blend);
        }
        return sum / tested.length;
    }

    /** Quantiles cost as log returns, the mean in units: squared, one wild month would decide alone. */
    private double loss(MoveStatistic statistic, int row, double forecast) {
        double scale = statistic == MoveStatistic.MEAN ? 1 : unit(row);
        return statistic.loss(forecast, size(row)) * scale;
    }

    /** Rows with an out-of-fold forecast and a known outcome. */
    private int[] tested(IntPredicate wanted) {
        return IntStream.range(plan.firstTest(), sessions)
                .filter(row -> !Double.isNaN(model[0][row]) && !Double.isNaN(size(row)))
                .filter(wanted)
                .toArray();
    }

    private MoveTraining.HorizonResult judge(List<MoveWeight> weights, SizeShare size, DirectionTargets targets) {
        double[] scaled = scaledMoves();
        ExpandingSample moves = new ExpandingSample();
        Arrays.stream(scaled).forEach(moves::add);
        OutcomeTrack sizes = sizes();
        return new MoveTraining.HorizonResult(
                weights,
                size,
                classMeans(targets),
                moves,
                sizes.skillKnownBy(sessions).orElseThrow(this::tooShort),
                sizes,
                interval(scaled));
    }

    private MarketDataException tooShort() {
        return new MarketDataException("too little history to test moves over " + ahead + " sessions on");
    }

    /** Signed moves in units times how large moves were said to be, relative to usual, when they began. */
    private double[] scaledMoves() {
        double[] moves = new double[sessions];
        int upper = MoveStatistic.UPPER.position();
        for (int row = 0; row < sessions; row++) {
            double relative = published[upper][row] / baseline[upper][row];
            double scale = Double.isNaN(relative) ? 1 : relative;
            moves[row] = row < plan.firstSession() ? Double.NaN : signed(row) / (unit(row) * scale);
        }
        return moves;
    }

    /** Absolute errors of the expected size beside those of the expanding median of past sizes, both log returns. */
    private OutcomeTrack sizes() {
        int[] tested = tested(row -> !Double.isNaN(plain[row]));
        double[] losses = new double[tested.length];
        double[] baselines = new double[tested.length];
        for (int i = 0; i < tested.length; i++) {
            double size = Math.abs(signed(tested[i]));
            losses[i] = Math.abs(size - stated[tested[i]]);
            baselines[i] = Math.abs(size - plain[tested[i]]);
        }
        return OutcomeTrack.ofLosses(ahead, tested, resolved(tested), losses, baselines);
    }

    private int[] resolved(int[] decided) {
        return Arrays.stream(decided).map(row -> row + ahead).toArray();
    }

    private double[] naive() {
        ExpandingSample known = new ExpandingSample();
        double[] medians = new double[sessions];
        for (int row = 0; row < sessions; row++) {
            int resolved = row - ahead;
            if (resolved >= 0) {
                known.add(Math.abs(signed(resolved)));
            }
            medians[row] = known.size() < LEAST_OUTCOMES ? Double.NaN : known.quantile(0.5);
        }
        return medians;
    }

    /** Whether the close ended inside the interval stated from the moves known by then. */
    private OutcomeTrack interval(double[] scaled) {
        ExpandingSample known = new ExpandingSample();
        List<Integer> stated = new ArrayList<>();
        List<Double> held = new ArrayList<>();
        for (int row = plan.firstSession(); row < sessions; row++) {
            int resolved = row - ahead;
            if (resolved >= 0) {
                known.add(scaled[resolved]);
            }
            if (row >= plan.firstTest() && known.size() >= SignedMoves.MINIMUM && !Double.isNaN(scaled[row])) {
                boolean inside = scaled[row] >= known.quantile((1 - MoveTraining.LEVEL) / 2)
                        && scaled[row] <= known.quantile((1 + MoveTraining.LEVEL) / 2);
                stated.add(row);
                held.add(inside ? 1.0 : 0.0);
            }
        }
        int[] decided = stated.stream().mapToInt(Integer::intValue).toArray();
        return OutcomeTrack.ofHits(
                ahead,
                decided,
                resolved(decided),
                held.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Mean signed move in units of each direction class; 0 for one that did not occur. */
    private List<Double> classMeans(DirectionTargets targets) {
        double[] sums = new double[3];
        int[] counts = new int[3];
        for (int row = plan.firstSession(); row < sessions; row++) {
            int label = targets.label(row, horizon, sessions - 1);
            double move = signed(row) / unit(row);
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
