package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.metric.Losses;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Probabilities of the classes of a joint forecast, session by session, against the class that happened. */
final class ClassForecasts {

    private final double[][] columns;

    /**
     * Wraps columns.
     *
     * @param columns {@code [classes][sessions]}; not copied
     */
    ClassForecasts(double[][] columns) {
        this.columns = columns;
    }

    /** A copy of the probabilities, {@code [classes][sessions]}. */
    double[][] columns() {
        return Arrays.stream(columns).map(double[]::clone).toArray(double[][]::new);
    }

    double[] logs(double[] happened) {
        double[] losses = new double[happened.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Losses.log(columns[(int) happened[i]][i]);
        }
        return losses;
    }

    /** 1 where the likeliest class happened, else 0; the first of equally likely ones counts. */
    double[] hits(double[] happened) {
        double[] hits = new double[happened.length];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = likeliest(i) == (int) happened[i] ? 1 : 0;
        }
        return hits;
    }

    /** 0 where the likeliest class happened, else 1. */
    double[] errors(double[] happened) {
        double[] errors = hits(happened);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = 1 - errors[i];
        }
        return errors;
    }

    private int likeliest(int session) {
        return likeliest(columns.length, position -> columns[position][session]);
    }

    /** Position of the highest probability; the first of equal ones counts. */
    static int likeliest(int classes, IntToDoubleFunction probability) {
        int best = 0;
        for (int position = 1; position < classes; position++) {
            best = probability.applyAsDouble(position) > probability.applyAsDouble(best) ? position : best;
        }
        return best;
    }

    /** Share of the class that happened most often: what naming it always would have scored, in hindsight. */
    static double mostFrequent(double[] happened, int classes) {
        int[] counts = new int[classes];
        int most = 0;
        for (double one : happened) {
            counts[(int) one]++;
            most = Math.max(most, counts[(int) one]);
        }
        return (double) most / happened.length;
    }
}
