package io.aegismatrix.seller;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.label.RegimeClass;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Odds of the volatility regime to come, the plain mean of three views: boosted trees on all columns; two ridge logistic
 * regressions on the distances from the terciles, one for at least MEDIUM and one for HIGH; and the share of past errors
 * of the volatility forecast that would carry today's beyond a tercile. The thirds are fixed, not fitted. Immutable.
 */
final class RegimeOdds {

    private static final List<String> DISTANCES = RegimeModel.DISTANCES;
    private static final double PENALTY = 10;

    private final TreeEnsemble trees;
    private final RidgeScore medium;
    private final RidgeScore high;
    private final float[] errors;

    private RegimeOdds(TreeEnsemble trees, RidgeScore medium, RidgeScore high, float[] errors) {
        this.trees = trees;
        this.medium = medium;
        this.high = high;
        this.errors = errors;
    }

    /**
     * Grows and fits all three.
     *
     * @param rows as {@link RegimeModel#rows} gives them
     * @param error ln(realised volatility / forecast) of a decision row
     */
    static RegimeOdds fit(SupervisedRows rows, IntToDoubleFunction error, BoostingSettings settings, long seed) {
        float[] errors = new float[rows.size()];
        for (int row = 0; row < errors.length; row++) {
            errors[row] = (float) error.applyAsDouble(rows.session(row));
        }
        Arrays.sort(errors);
        return new RegimeOdds(
                GradientBoosting.fit(SellerFiles.REGIME, rows, settings, seed),
                line(rows, RegimeClass.MEDIUM),
                line(rows, RegimeClass.HIGH),
                errors);
    }

    private static RidgeScore line(SupervisedRows rows, RegimeClass atLeast) {
        SupervisedRows.Builder lines = SupervisedRows.builder(DISTANCES);
        for (int row = 0; row < rows.size(); row++) {
            float[] distances = distances(rows.row(row));
            double[] widened = new double[distances.length];
            for (int i = 0; i < widened.length; i++) {
                widened[i] = distances[i];
            }
            double label = rows.label(row) >= atLeast.position() ? 1 : 0;
            lines.add(widened, label, rows.session(row), rows.resolved(row), 0);
        }
        return RidgeScore.fit(SellerFiles.REGIME + " " + atLeast, lines.build(), RidgeScore.Link.LOGIT, PENALTY);
    }

    private static float[] distances(float[] row) {
        return Arrays.copyOfRange(row, row.length - DISTANCES.size(), row.length);
    }

    /** Odds of LOW, MEDIUM and HIGH for a row of {@link RegimeModel#INPUTS}. */
    double[] predict(float[] row) {
        float[] distances = distances(row);
        double[] odds = trees.predict(row);
        double[] lines = ordered(logistic(medium.of(distances)), logistic(high.of(distances)));
        double[] shares = ordered(1 - shareBelow(-distances[0]), 1 - shareBelow(-distances[1]));
        for (int i = 0; i < odds.length; i++) {
            odds[i] = (odds[i] + lines[i] + shares[i]) / 3;
        }
        return odds;
    }

    private static double[] ordered(double atLeastMedium, double high) {
        double highest = Math.min(atLeastMedium, high);
        return new double[] {1 - atLeastMedium, atLeastMedium - highest, highest};
    }

    private static double logistic(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    /** Share of the errors below a value, smoothed by half an error so that nothing is impossible. */
    private double shareBelow(float value) {
        int position = Arrays.binarySearch(errors, value);
        int below = position >= 0 ? position : -position - 1;
        return (below + 0.5) / (errors.length + 1);
    }

    /** The boosted trees, for contributions and importance. */
    TreeEnsemble trees() {
        return trees;
    }

    /** Everything but the trees, which have a file of their own. */
    byte[] linesToBytes() {
        SafeTensors.Builder file = SafeTensors.builder();
        medium.putInto(file, "medium");
        high.putInto(file, "high");
        return file.put("errors", new int[] {errors.length}, errors).build().toBytes();
    }

    /** Reads what was written. @throws ModelException if it is anything else */
    static RegimeOdds parse(byte[] trees, byte[] lines, String what) {
        SafeTensors file = SafeTensors.parse(lines, what);
        float[] errors = file.floats("errors");
        for (int i = 0; i < errors.length; i++) {
            if (!Float.isFinite(errors[i]) || (i > 0 && errors[i] < errors[i - 1])) {
                throw new ModelException(what + ": errors must be finite and ascending, was " + errors[i] + " at " + i);
            }
        }
        return new RegimeOdds(
                TreeEnsemble.parse(trees, what),
                RidgeScore.parse(file, "medium", DISTANCES.size()),
                RidgeScore.parse(file, "high", DISTANCES.size()),
                errors);
    }
}
