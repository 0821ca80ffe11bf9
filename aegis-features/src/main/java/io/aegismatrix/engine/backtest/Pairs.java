package io.aegismatrix.engine.backtest;

import java.util.ArrayList;
import java.util.List;

/** Forecasts, outcomes and what goes with them, of the sessions on which all of it is known. */
final class Pairs {

    private final List<double[]> rows = new ArrayList<>();

    /** Adds a session, unless one of its values is NaN. */
    void add(double... values) {
        for (double value : values) {
            if (Double.isNaN(value)) {
                return;
            }
        }
        rows.add(values);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    int size() {
        return rows.size();
    }

    /** The values at one position, session by session. */
    double[] column(int index) {
        return rows.stream().mapToDouble(values -> values[index]).toArray();
    }

    /** The values at one position as yes (1) or no. */
    boolean[] flags(int index) {
        boolean[] flags = new boolean[rows.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = rows.get(i)[index] == 1;
        }
        return flags;
    }
}
