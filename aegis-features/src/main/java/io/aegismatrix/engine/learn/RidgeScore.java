package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.Floats;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.Arrays;

/**
 * A straight line through all features: ridge regression (Hoerl and Kennard 1970), or ridge logistic regression (le
 * Cessie and van Houwelingen 1992) solved by Newton's method. Inputs are standardised and clipped, so that one crash does
 * not carry the line away. Immutable.
 */
public final class RidgeScore {

    /** Standard deviations a standardised input is clipped at. */
    private static final double CLIP = 4;

    private static final int MOST_STEPS = 25;

    private final double intercept;
    private final double[] means;
    private final double[] scales;
    private final double[] coefficients;

    /** What the score stands for. */
    public enum Link {
        /** The expected value itself; least squares. */
        IDENTITY,
        /** Log-odds; least log loss. */
        LOGIT
    }

    private RidgeScore(double intercept, double[] means, double[] scales, double[] coefficients) {
        this.intercept = intercept;
        this.means = means;
        this.scales = scales;
        this.coefficients = coefficients;
    }

    /**
     * Fits the line.
     *
     * @param penalty on the sum of squared coefficients of standardised inputs, against the summed loss
     * @throws ModelException if the fit does not converge to finite numbers
     */
    public static RidgeScore fit(String name, SupervisedRows rows, Link link, double penalty) {
        int width = rows.columns().size();
        double[] means = new double[width];
        double[] scales = new double[width];
        standardise(rows, means, scales);
        double[][] inputs = new double[rows.size()][];
        for (int row = 0; row < inputs.length; row++) {
            inputs[row] = standardised(rows.row(row), means, scales);
        }
        double[] solution = newton(name, inputs, rows, link, penalty);
        return new RidgeScore(solution[width], means, scales, Arrays.copyOf(solution, width));
    }

    private static void standardise(SupervisedRows rows, double[] means, double[] scales) {
        int n = rows.size();
        double[] squares = new double[means.length];
        for (int row = 0; row < n; row++) {
            float[] values = rows.row(row);
            for (int i = 0; i < means.length; i++) {
                means[i] += (double) values[i] / n;
            }
        }
        for (int row = 0; row < n; row++) {
            float[] values = rows.row(row);
            for (int i = 0; i < means.length; i++) {
                squares[i] += (values[i] - means[i]) * (values[i] - means[i]) / n;
            }
        }
        for (int i = 0; i < scales.length; i++) {
            scales[i] = Math.sqrt(squares[i]);
        }
    }

    /** Standardised and clipped inputs; 0 where a column does not vary. */
    private static double[] standardised(float[] row, double[] means, double[] scales) {
        double[] values = new double[row.length];
        for (int i = 0; i < values.length; i++) {
            double value = scales[i] > 0 ? (row[i] - means[i]) / scales[i] : 0;
            values[i] = Math.max(-CLIP, Math.min(CLIP, value));
        }
        return values;
    }

    /** Coefficients, then the intercept, which is not penalised. */
    private static double[] newton(String name, double[][] inputs, SupervisedRows rows, Link link, double penalty) {
        int coefficients = rows.columns().size() + 1;
        String what = name + ": the ridge regression";
        Newton.Likelihood likelihood =
                (curvature, gradient, solution) -> addTo(curvature, gradient, solution, inputs, rows, link, penalty);
        return link == Link.IDENTITY
                ? Newton.ofParabola(what, coefficients, likelihood)
                : Newton.maximum(what, coefficients, MOST_STEPS, likelihood);
    }

    private static void addTo(
            double[][] curvature,
            double[] gradient,
            double[] solution,
            double[][] inputs,
            SupervisedRows rows,
            Link link,
            double penalty) {
        for (int row = 0; row < inputs.length; row++) {
            double[] input = inputs[row];
            double score = score(input, solution);
            double mean = link == Link.LOGIT ? 1 / (1 + Math.exp(-score)) : score;
            double weight = link == Link.LOGIT ? mean * (1 - mean) : 1;
            addRow(curvature, gradient, input, rows.label(row) - mean, weight);
        }
        for (int i = 0; i < solution.length - 1; i++) {
            curvature[i][i] += penalty;
            gradient[i] -= penalty * solution[i];
        }
    }

    private static double score(double[] input, double[] solution) {
        double score = solution[input.length];
        for (int i = 0; i < input.length; i++) {
            score += solution[i] * input[i];
        }
        return score;
    }

    private static void addRow(
            double[][] curvature, double[] gradient, double[] input, double residual, double weight) {
        int width = input.length;
        for (int i = 0; i < width; i++) {
            double weighted = weight * input[i];
            double[] line = curvature[i];
            for (int j = 0; j <= i; j++) {
                line[j] += weighted * input[j];
            }
            curvature[width][i] += weighted;
            gradient[i] += residual * input[i];
        }
        curvature[width][width] += weight;
        gradient[width] += residual;
    }

    /** The line whose score is {@code factor} times this one's, plus {@code shift}. */
    public RidgeScore scaled(double factor, double shift) {
        return new RidgeScore(
                intercept * factor + shift,
                means,
                scales,
                Arrays.stream(coefficients).map(value -> value * factor).toArray());
    }

    /** The score of a row: an expected value or log-odds. */
    public double of(float[] row) {
        double score = intercept;
        for (double part : contributions(row)) {
            score += part;
        }
        return score;
    }

    /** What each column adds to the score, against a row of means. */
    public double[] contributions(float[] row) {
        double[] parts = standardised(row, means, scales);
        for (int i = 0; i < parts.length; i++) {
            parts[i] *= coefficients[i];
        }
        return parts;
    }

    /** Adds the line to a file under a name. */
    public void putInto(SafeTensors.Builder file, String name) {
        put(file, name + ".intercept", new double[] {intercept});
        put(file, name + ".means", means);
        put(file, name + ".scales", scales);
        put(file, name + ".coefficients", coefficients);
    }

    private static void put(SafeTensors.Builder file, String name, double[] values) {
        file.put(name, new int[] {values.length}, Floats.narrowed(values));
    }

    /** Reads what {@link #putInto} wrote. @throws ModelException if its parts do not fit {@code columns} */
    public static RidgeScore parse(SafeTensors file, String name, int columns) {
        double[] means = read(file, name + ".means", columns);
        double[] scales = read(file, name + ".scales", columns);
        double[] coefficients = read(file, name + ".coefficients", columns);
        return new RidgeScore(read(file, name + ".intercept", 1)[0], means, scales, coefficients);
    }

    private static double[] read(SafeTensors file, String name, int expected) {
        float[] values = file.floats(name);
        if (values.length != expected) {
            throw new ModelException(name + ": expected " + expected + " values, was " + values.length);
        }
        return Floats.widened(values);
    }
}
