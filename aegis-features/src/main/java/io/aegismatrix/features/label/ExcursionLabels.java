package io.aegismatrix.features.label;

import io.aegismatrix.features.MarketHistory;
import java.util.function.IntToDoubleFunction;

/**
 * How far the path of the next {@code horizon} sessions went, against the close of t or against the next open. Immutable.
 * Every method gives NaN for a session whose horizon has not passed.
 *
 * <p>Distances are fractions of that price (0.02 = 2 %), both ends of the path included.
 */
public final class ExcursionLabels {

    private final MarketHistory history;
    private final int horizon;
    private final IntToDoubleFunction start;
    private final double[] highest;
    private final double[] lowest;

    private ExcursionLabels(MarketHistory history, int horizon, IntToDoubleFunction start) {
        this.history = history;
        this.horizon = horizon;
        this.start = start;
        this.highest = LabelRows.resolved(history, horizon, this::highestAfter);
        this.lowest = LabelRows.resolved(history, horizon, this::lowestAfter);
    }

    /** Excursions over sessions t+1 … t+h from the close of t. */
    public static ExcursionLabels of(MarketHistory history, int horizon) {
        return new ExcursionLabels(history, horizon, history::close);
    }

    /** The same paths from the open of t+1: what is left of them once the night is over. */
    public static ExcursionLabels fromOpen(MarketHistory history, int horizon) {
        return new ExcursionLabels(history, horizon, t -> history.open(t + 1));
    }

    private double highestAfter(int row) {
        double value = history.high(row + 1);
        for (int j = row + 2; j <= row + horizon; j++) {
            value = Math.max(value, history.high(j));
        }
        return value;
    }

    private double lowestAfter(int row) {
        double value = history.low(row + 1);
        for (int j = row + 2; j <= row + horizon; j++) {
            value = Math.min(value, history.low(j));
        }
        return value;
    }

    /** Sessions of the path. */
    public int horizon() {
        return horizon;
    }

    /** Number of sessions of the history. */
    public int size() {
        return highest.length;
    }

    /** Whether the horizon of a session has passed. */
    public boolean resolved(int row) {
        return !Double.isNaN(highest[row]);
    }

    /** ln(highest high / start): how far up the path went. Negative if it gapped down and stayed below. */
    public double up(int row) {
        return Math.log(highest[row] / start.applyAsDouble(row));
    }

    /** ln(start / lowest low): how far down the path went, as a positive number. Negative if it stayed above. */
    public double down(int row) {
        return Math.log(start.applyAsDouble(row) / lowest[row]);
    }

    /** ln(close of t+h / start). */
    public double forwardReturn(int row) {
        return resolved(row) ? Math.log(history.close(row + horizon) / start.applyAsDouble(row)) : Double.NaN;
    }

    /** 1 if the high reaches start · (1 + distance), else 0. */
    public double touchUp(int row, double distance) {
        return flag(row, highest[row] >= start.applyAsDouble(row) * (1 + requireDistance(distance)));
    }

    /** 1 if the low reaches start · (1 − distance), else 0. */
    public double touchDown(int row, double distance) {
        return flag(row, lowest[row] <= start.applyAsDouble(row) * (1 - requireDistance(distance)));
    }

    /** 1 if either side is touched, else 0. */
    public double touchEither(int row, double distance) {
        return Math.max(touchUp(row, distance), touchDown(row, distance));
    }

    /** 1 if close of t+h / start − 1 ≥ distance, else 0. */
    public double closeAbove(int row, double distance) {
        requireDistance(distance);
        return resolved(row) ? LabelRows.flag(simpleReturn(row) >= distance) : Double.NaN;
    }

    /** 1 if close of t+h / start − 1 ≤ −distance, else 0. */
    public double closeBelow(int row, double distance) {
        requireDistance(distance);
        return resolved(row) ? LabelRows.flag(simpleReturn(row) <= -distance) : Double.NaN;
    }

    /** 1 if |close of t+h / start − 1| ≥ distance, else 0. */
    public double closeBeyond(int row, double distance) {
        return Math.max(closeAbove(row, distance), closeBelow(row, distance));
    }

    private double simpleReturn(int row) {
        return history.close(row + horizon) / start.applyAsDouble(row) - 1;
    }

    private double flag(int row, boolean value) {
        return resolved(row) ? LabelRows.flag(value) : Double.NaN;
    }

    private static double requireDistance(double distance) {
        if (!(distance > 0 && distance < 1)) {
            throw new IllegalArgumentException("distance must be in (0, 1), was " + distance);
        }
        return distance;
    }
}
