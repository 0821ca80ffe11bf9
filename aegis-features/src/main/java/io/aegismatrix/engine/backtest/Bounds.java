package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.Losses;

/** Ranges and how far the index went, session by session, all as multiples of the decision close. */
final class Bounds {

    private final double[] lower;
    private final double[] upper;
    private final double[] low;
    private final double[] high;

    Bounds(double[] lower, double[] upper, double[] low, double[] high) {
        this.lower = lower;
        this.upper = upper;
        this.low = low;
        this.high = high;
    }

    /** Interval scores in percent of the close. */
    double[] scores(double level) {
        double[] scores = new double[lower.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 100 * Losses.interval(lower[i], upper[i], low[i], high[i], level);
        }
        return scores;
    }

    /** Widths in percent of the close. */
    double[] widths() {
        double[] widths = new double[lower.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = 100 * (upper[i] - lower[i]);
        }
        return widths;
    }

    /** 1 where the range held, else 0. */
    double[] held() {
        double[] held = new double[lower.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = lower[i] <= low[i] && high[i] <= upper[i] ? 1 : 0;
        }
        return held;
    }

    /** 1 where it was broken below, else 0. */
    double[] brokenBelow() {
        double[] broken = new double[lower.length];
        for (int i = 0; i < broken.length; i++) {
            broken[i] = low[i] < lower[i] ? 1 : 0;
        }
        return broken;
    }

    /** 1 where it was broken above, else 0. */
    double[] brokenAbove() {
        double[] broken = new double[lower.length];
        for (int i = 0; i < broken.length; i++) {
            broken[i] = high[i] > upper[i] ? 1 : 0;
        }
        return broken;
    }
}
