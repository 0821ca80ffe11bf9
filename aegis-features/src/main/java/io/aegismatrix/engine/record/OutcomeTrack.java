package io.aegismatrix.engine.record;

import io.aegismatrix.engine.LastAnswer;
import io.aegismatrix.engine.metric.LossComparison;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.score.Floats;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What forecasts of one kind were worth, session by session, so that a measured record can be stated as of any day: only
 * outcomes known by then count. Values are losses beside a baseline's losses, or 1 and 0 for held and broken. Immutable,
 * thread-safe.
 */
public final class OutcomeTrack {

    private final int horizon;
    private final int[] rows;
    private final int[] resolved;
    private final float[] values;
    private final float[] baselines;

    /** {@link #interval()} if it came with the record. */
    private final Optional<double[]> interval;

    /** The last answers: every moment of a day asks for the same, and drawing their intervals takes long. */
    private final LastAnswer<Integer, Optional<Skill>> skill = new LastAnswer<>();

    private final LastAnswer<Integer, Optional<Share>> share = new LastAnswer<>();

    private OutcomeTrack(
            int horizon, int[] rows, int[] resolved, float[] values, float[] baselines, Optional<double[]> interval) {
        if (resolved.length != rows.length
                || values.length != rows.length
                || (baselines.length != 0 && baselines.length != rows.length)) {
            throw new IllegalArgumentException("expected one entry a decision session, was " + rows.length
                    + " rows, " + resolved.length + " resolved, " + values.length + " values, " + baselines.length
                    + " baselines");
        }
        this.horizon = horizon;
        this.rows = rows;
        this.resolved = resolved;
        this.values = values;
        this.baselines = baselines;
        this.interval = interval;
    }

    static OutcomeTrack stored(
            int horizon, int[] rows, int[] resolved, float[] values, float[] baselines, Optional<double[]> interval) {
        return new OutcomeTrack(horizon, rows, resolved, values, baselines, interval);
    }

    /**
     * Losses of forecasts beside those of their baseline.
     *
     * @param horizon sessions ahead
     * @param rows history rows of the decision sessions, ascending
     * @param resolved history rows at whose close the outcomes were known
     */
    public static OutcomeTrack ofLosses(
            int horizon, int[] rows, int[] resolved, double[] losses, double[] baselineLosses) {
        return new OutcomeTrack(
                horizon,
                rows.clone(),
                resolved.clone(),
                Floats.narrowed(losses),
                Floats.narrowed(baselineLosses),
                Optional.empty());
    }

    /**
     * Whether forecasts held: 1 or 0, one a decision session.
     *
     * @param horizon sessions ahead, or the longest of them where it varies
     * @param rows history rows of the decision sessions, ascending
     * @param resolved history rows at whose close the outcomes were known
     * @throws IllegalArgumentException if an outcome is neither 1 nor 0
     */
    public static OutcomeTrack ofHits(int horizon, int[] rows, int[] resolved, double[] held) {
        for (double one : held) {
            if (one != 0 && one != 1) {
                throw new IllegalArgumentException("a forecast held (1) or not (0), was " + one);
            }
        }
        return new OutcomeTrack(
                horizon, rows.clone(), resolved.clone(), Floats.narrowed(held), new float[0], Optional.empty());
    }

    /** Sessions ahead. */
    public int horizon() {
        return horizon;
    }

    /** Number of forecasts. */
    public int size() {
        return rows.length;
    }

    /** The skill over the baseline by what was known at the close of a history row; empty if nothing was. */
    public Optional<Skill> skillKnownBy(int lastRow) {
        return skill.to(lastRow, () -> skillAt(lastRow));
    }

    private Optional<Skill> skillAt(int lastRow) {
        if (!hasBaseline() && rows.length > 0) {
            throw new IllegalStateException("this track has no baseline");
        }
        int[] known = known(lastRow);
        if (known.length == 0) {
            return Optional.empty();
        }
        double[] losses = pick(values, known);
        double[] baselineLosses = pick(baselines, known);
        return Optional.of(Skill.of(
                losses,
                baselineLosses,
                intervalOf(known).orElseGet(() -> Skill.savedInterval(losses, baselineLosses, horizon))));
    }

    /**
     * 95 % interval over all outcomes, known by whom it may: of the mean loss saved, or of the share that held. It is kept
     * with the record, because to draw it takes longer than anything else an engine does with one.
     */
    double[] interval() {
        return interval.orElseGet(() -> {
            double[] all = widen(values);
            return hasBaseline()
                    ? Skill.savedInterval(all, widen(baselines), horizon)
                    : Share.heldInterval(all, horizon);
        });
    }

    private Optional<double[]> intervalOf(int[] positions) {
        return positions.length == rows.length ? interval : Optional.empty();
    }

    /**
     * The losses against those of the baseline, over all outcomes; empty if there are too few to test.
     *
     * @throws IllegalStateException if the track has no baseline
     */
    public Optional<LossComparison> againstBaseline() {
        if (!hasBaseline() && rows.length > 0) {
            throw new IllegalStateException("this track has no baseline");
        }
        int[] all = IntStream.range(0, rows.length).toArray();
        return LossComparison.testable(rows.length, overlap())
                ? Optional.of(LossComparison.of(pick(values, all), pick(baselines, all), overlap()))
                : Optional.empty();
    }

    /** Neighbouring entries that share sessions: the horizon in sessions, unless sessions were left out. */
    int overlap() {
        if (rows.length < 2) {
            return 1;
        }
        int[] steps = IntStream.range(1, rows.length)
                .map(i -> Math.max(1, rows[i] - rows[i - 1]))
                .sorted()
                .toArray();
        int usual = steps[steps.length / 2];
        return Math.max(1, (horizon + usual - 1) / usual);
    }

    /** The share that held by what was known at the close of a history row; empty if nothing was. */
    public Optional<Share> shareKnownBy(int lastRow) {
        return share.to(lastRow, () -> shareAt(lastRow));
    }

    private Optional<Share> shareAt(int lastRow) {
        int[] known = known(lastRow);
        if (known.length == 0) {
            return Optional.empty();
        }
        double[] held = pick(values, known);
        return Optional.of(
                Share.of(held, horizon, intervalOf(known).orElseGet(() -> Share.heldInterval(held, horizon))));
    }

    /** The values known at the close of a history row, in time order. */
    public double[] valuesKnownBy(int lastRow) {
        return pick(values, known(lastRow));
    }

    /** History rows of the decision sessions, ascending; a copy. */
    public int[] decisionRows() {
        return rows.clone();
    }

    private int[] known(int lastRow) {
        int[] positions = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (resolved[i] <= lastRow) {
                positions[count++] = i;
            }
        }
        return Arrays.copyOf(positions, count);
    }

    private static double[] widen(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] pick(float[] values, int[] positions) {
        double[] picked = new double[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[positions[i]];
        }
        return picked;
    }

    /** Whether values are losses beside those of a baseline; otherwise 1 and 0. */
    boolean hasBaseline() {
        return baselines.length > 0;
    }

    int[] rows() {
        return rows;
    }

    int[] resolved() {
        return resolved;
    }

    float[] values() {
        return values;
    }

    float[] baselines() {
        return baselines;
    }
}
