package io.aegismatrix.features;

import java.util.Arrays;

/**
 * Support and resistance from confirmed swings: an extreme that tops (or undercuts) the {@value #SHOULDER} sessions
 * before and after it. A swing is known only once its last shoulder session has closed, and counts while its first one
 * is inside the window.
 */
final class SwingLevels {

    /** Sessions within which a swing counts. */
    static final int WINDOW = 120;

    private static final int SHOULDER = 5;

    private SwingLevels() {}

    /** Nearest swing high at or above the close, else the window's highest high. First value at {@code WINDOW - 1}. */
    static double[] resistance(double[] high, double[] close) {
        return nearest(high, close, 1);
    }

    /** Nearest swing low at or below the close, else the window's lowest low. First value at {@code WINDOW - 1}. */
    static double[] support(double[] low, double[] close) {
        return nearest(low, close, -1);
    }

    private static double[] nearest(double[] extreme, double[] close, int sign) {
        double[] result = new double[close.length];
        Arrays.fill(result, Double.NaN);
        int[] swings = new int[close.length];
        int head = 0;
        int tail = 0;
        for (int i = 0; i < close.length; i++) {
            int candidate = i - SHOULDER;
            if (candidate >= SHOULDER && isSwing(extreme, candidate, sign)) {
                swings[tail++] = candidate;
            }
            while (head < tail && swings[head] - SHOULDER <= i - WINDOW) {
                head++;
            }
            if (i >= WINDOW - 1) {
                result[i] = nearest(extreme, close[i], swings, head, tail, sign, i);
            }
        }
        return result;
    }

    private static boolean isSwing(double[] extreme, int at, int sign) {
        for (int k = 1; k <= SHOULDER; k++) {
            if (sign * extreme[at - k] >= sign * extreme[at] || sign * extreme[at + k] > sign * extreme[at]) {
                return false;
            }
        }
        return true;
    }

    private static double nearest(double[] extreme, double close, int[] swings, int head, int tail, int sign, int row) {
        double level = Double.NaN;
        for (int k = head; k < tail; k++) {
            double swing = extreme[swings[k]];
            boolean beyond = sign * swing >= sign * close;
            if (beyond && (Double.isNaN(level) || sign * swing < sign * level)) {
                level = swing;
            }
        }
        return Double.isNaN(level) ? furthest(extreme, row, sign) : level;
    }

    private static double furthest(double[] extreme, int row, int sign) {
        double level = extreme[row];
        for (int j = row - WINDOW + 1; j < row; j++) {
            level = sign * extreme[j] > sign * level ? extreme[j] : level;
        }
        return level;
    }
}
