package io.aegismatrix.direction;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.Newton;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.Floats;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.Arrays;

/**
 * Multinomial logistic regression with ridge penalty (Hastie, Tibshirani and Friedman 2009, section 4.4), solved by
 * Newton's method. Inputs are standardized and clipped, so that one crash does not carry the line away. Immutable.
 */
final class OddsLine {

    private static final int CLASSES = 3;

    /** Standard deviations a standardized input is clipped at. */
    private static final double CLIP = 4;

    /** Penalty on intercepts, too small to matter: only their differences do, and without it they are not determined. */
    private static final double ANCHOR = 1e-6;

    private static final int MOST_STEPS = 50;

    private final float[] means;
    private final float[] scales;
    /** By class, a coefficient for each column and last the intercept. */
    private final float[] coefficients;

    private OddsLine(float[] means, float[] scales, float[] coefficients) {
        this.means = means;
        this.scales = scales;
        this.coefficients = coefficients;
    }

    /**
     * Fits the line.
     *
     * @param rows labels are class numbers 0, 1, 2
     * @param penalty on half the sum of squared coefficients of standardized inputs, against the summed log loss
     * @throws ModelException if the fit does not converge to finite numbers
     */
    static OddsLine fit(String name, SupervisedRows rows, double penalty) {
        int width = rows.columns().size();
        float[] means = new float[width];
        float[] scales = new float[width];
        standardize(rows, means, scales);
        double[][] inputs = new double[rows.size()][];
        for (int row = 0; row < inputs.length; row++) {
            inputs[row] = standardized(rows.row(row), means, scales);
        }
        return new OddsLine(means, scales, Floats.narrowed(newton(name, inputs, rows, penalty)));
    }

    private static void standardize(SupervisedRows rows, float[] means, float[] scales) {
        int n = rows.size();
        double[] sums = new double[means.length];
        double[] squares = new double[means.length];
        for (int row = 0; row < n; row++) {
            float[] values = rows.row(row);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += values[i];
            }
        }
        for (int row = 0; row < n; row++) {
            float[] values = rows.row(row);
            for (int i = 0; i < sums.length; i++) {
                double distance = values[i] - sums[i] / n;
                squares[i] += distance * distance;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            means[i] = (float) (sums[i] / n);
            scales[i] = (float) Math.sqrt(squares[i] / n);
        }
    }

    /** Standardized and clipped inputs, 0 where a column does not vary, and last 1 for the intercept. */
    private static double[] standardized(float[] row, float[] means, float[] scales) {
        double[] values = new double[row.length + 1];
        for (int i = 0; i < row.length; i++) {
            double value = scales[i] > 0 ? ((double) row[i] - means[i]) / scales[i] : 0;
            values[i] = Math.max(-CLIP, Math.min(CLIP, value));
        }
        values[row.length] = 1;
        return values;
    }

    private static double[] newton(String name, double[][] inputs, SupervisedRows rows, double penalty) {
        return Newton.maximum(
                name + ": the regression",
                CLASSES * (rows.columns().size() + 1),
                MOST_STEPS,
                (curvature, gradient, solution) -> addTo(curvature, gradient, solution, inputs, rows, penalty));
    }

    private static void addTo(
            double[][] curvature,
            double[] gradient,
            double[] solution,
            double[][] inputs,
            SupervisedRows rows,
            double penalty) {
        int width = solution.length / CLASSES;
        for (int row = 0; row < inputs.length; row++) {
            addRow(curvature, gradient, inputs[row], odds(inputs[row], solution), (int) rows.label(row));
        }
        for (int i = 0; i < solution.length; i++) {
            double ridge = i % width == width - 1 ? ANCHOR : penalty;
            curvature[i][i] += ridge;
            gradient[i] -= ridge * solution[i];
        }
    }

    /** Adds one row's gradient, and its curvature below the diagonal. */
    private static void addRow(double[][] curvature, double[] gradient, double[] input, double[] odds, int label) {
        int width = input.length;
        for (int first = 0; first < CLASSES; first++) {
            double residual = (first == label ? 1 : 0) - odds[first];
            for (int i = 0; i < width; i++) {
                gradient[first * width + i] += residual * input[i];
            }
            for (int second = 0; second <= first; second++) {
                double weight = odds[first] * ((first == second ? 1 : 0) - odds[second]);
                addProduct(curvature, input, weight, first * width, second * width);
            }
        }
    }

    private static void addProduct(double[][] curvature, double[] input, double weight, int top, int left) {
        for (int i = 0; i < input.length; i++) {
            double weighted = weight * input[i];
            double[] line = curvature[top + i];
            int end = top == left ? i + 1 : input.length;
            for (int j = 0; j < end; j++) {
                line[left + j] += weighted * input[j];
            }
        }
    }

    private static double[] odds(double[] input, double[] solution) {
        double[] odds = new double[CLASSES];
        for (int index = 0; index < CLASSES; index++) {
            for (int i = 0; i < input.length; i++) {
                odds[index] += solution[index * input.length + i] * input[i];
            }
        }
        double largest = Arrays.stream(odds).max().orElseThrow();
        double sum = 0;
        for (int index = 0; index < CLASSES; index++) {
            odds[index] = Math.exp(odds[index] - largest);
            sum += odds[index];
        }
        for (int index = 0; index < CLASSES; index++) {
            odds[index] /= sum;
        }
        return odds;
    }

    /** Probabilities of the classes for a row. */
    double[] probabilities(float[] row) {
        return odds(standardized(row, means, scales), Floats.widened(coefficients));
    }

    /** The line as a safetensors file. */
    byte[] toBytes() {
        return SafeTensors.builder()
                .put("means", new int[] {means.length}, means)
                .put("scales", new int[] {scales.length}, scales)
                .put("coefficients", new int[] {CLASSES, means.length + 1}, coefficients)
                .build()
                .toBytes();
    }

    /** Reads what {@link #toBytes} wrote. @throws ModelException if its parts do not fit {@code columns} */
    static OddsLine parse(byte[] file, String what, int columns) {
        SafeTensors tensors = SafeTensors.parse(file, what);
        return new OddsLine(
                read(tensors, what, "means", columns),
                read(tensors, what, "scales", columns),
                read(tensors, what, "coefficients", CLASSES * (columns + 1)));
    }

    private static float[] read(SafeTensors tensors, String what, String name, int expected) {
        float[] values = tensors.floats(name);
        if (values.length != expected) {
            throw new ModelException(what + ": expected " + expected + " " + name + ", was " + values.length);
        }
        return values;
    }
}
