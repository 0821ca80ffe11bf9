package io.aegismatrix.seller;

import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.Floats;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.label.RegimeClass;
import java.util.ArrayList;
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
    private static final double PENALTY = 1;

    private final TreeEnsemble trees;
    private final RidgeScore medium;
    private final RidgeScore high;
    private final ForecastErrors errors;

    private RegimeOdds(TreeEnsemble trees, RidgeScore medium, RidgeScore high, ForecastErrors errors) {
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
        List<Double> errors = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            errors.add(error.applyAsDouble(rows.session(row)));
        }
        return new RegimeOdds(
                GradientBoosting.fit(SellerFiles.REGIME, rows, settings, seed),
                line(rows, RegimeClass.MEDIUM),
                line(rows, RegimeClass.HIGH),
                ForecastErrors.of(errors));
    }

    private static RidgeScore line(SupervisedRows rows, RegimeClass atLeast) {
        SupervisedRows.Builder lines = SupervisedRows.builder(DISTANCES);
        for (int row = 0; row < rows.size(); row++) {
            double label = rows.label(row) >= atLeast.position() ? 1 : 0;
            lines.add(Floats.widened(distances(rows.row(row))), label, rows.session(row), rows.resolved(row), 0);
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
        double[] shares = ordered(errors.shareAbove(-distances[0]), errors.shareAbove(-distances[1]));
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

    /** The boosted trees, for contributions and importance. */
    TreeEnsemble trees() {
        return trees;
    }

    /** Everything but the trees, which have a file of their own. */
    byte[] linesToBytes() {
        SafeTensors.Builder file = SafeTensors.builder();
        medium.putInto(file, "medium");
        high.putInto(file, "high");
        errors.putInto(file, "errors");
        return file.build().toBytes();
    }

    /** Reads what was written. @throws io.aegismatrix.engine.ModelException if it is anything else */
    static RegimeOdds parse(byte[] trees, byte[] lines, String what) {
        SafeTensors file = SafeTensors.parse(lines, what);
        return new RegimeOdds(
                TreeEnsemble.parse(trees, what),
                RidgeScore.parse(file, "medium", DISTANCES.size()),
                RidgeScore.parse(file, "high", DISTANCES.size()),
                ForecastErrors.parse(file, "errors"));
    }
}
