package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A number whose middle and whose spread both depend on what is known: {@code y = location · x + exp(logScale · z) · t}, with
 * {@code t} of Student's distribution, whose tails are as heavy as those of daily returns. Immutable and thread-safe.
 *
 * <p>Fitted by maximum likelihood with Fisher's scoring: the expected curvature is positive definite whatever the point, so
 * the solver needs no line search. Source: Lange, Little and Taylor 1989, Robust statistical modeling using the t
 * distribution, Journal of the American Statistical Association 84, for the information of location and scale.
 */
public final class StudentRegression {

    private static final int MOST_STEPS = 200;

    /** Keeps coefficients of inputs that hardly vary from running away. */
    private static final double RIDGE = 1e-4;

    private final double degrees;
    private final double[] location;
    private final double[] logScale;

    /**
     * Coefficients of a fit.
     *
     * @param degrees degrees of freedom, above 2 so that there is a variance
     * @param location one an input of the middle
     * @param logScale one an input of the spread
     */
    public StudentRegression(double degrees, double[] location, double[] logScale) {
        if (!(degrees > 2)) {
            throw new IllegalArgumentException("degrees of freedom must be above 2, was " + degrees);
        }
        this.degrees = degrees;
        this.location = location.clone();
        this.logScale = logScale.clone();
    }

    /**
     * The likeliest coefficients, held near zero by a weak ridge; the first input of either is usually 1.
     *
     * @param what what is fitted, for messages
     * @param middle inputs of the location, {@code [examples][inputs]}
     * @param spread inputs of the scale, {@code [examples][inputs]}
     * @param outcomes what came
     * @throws ModelException if the fit does not converge to finite numbers
     */
    public static StudentRegression fit(
            String what, double degrees, double[][] middle, double[][] spread, double[] outcomes) {
        if (outcomes.length == 0 || middle.length != outcomes.length || spread.length != outcomes.length) {
            throw new IllegalArgumentException(what + ": as many rows of inputs as outcomes are needed, was "
                    + middle.length + " and " + spread.length + " for " + outcomes.length);
        }
        int width = middle[0].length;
        double[] solution = Newton.maximum(what, width + spread[0].length, MOST_STEPS, (curvature, gradient, at) -> {
            StudentRegression here = split(degrees, at, width);
            for (int i = 0; i < outcomes.length; i++) {
                here.addTo(curvature, gradient, middle[i], spread[i], outcomes[i]);
            }
            for (int i = 0; i < at.length; i++) {
                curvature[i][i] += RIDGE * outcomes.length;
                gradient[i] -= RIDGE * outcomes.length * at[i];
            }
        });
        return split(degrees, solution, width);
    }

    private static StudentRegression split(double degrees, double[] coefficients, int width) {
        return new StudentRegression(
                degrees,
                Arrays.copyOf(coefficients, width),
                Arrays.copyOfRange(coefficients, width, coefficients.length));
    }

    private void addTo(double[][] curvature, double[] gradient, double[] x, double[] z, double outcome) {
        double scale = scale(z);
        double error = (outcome - location(x)) / scale;
        double weight = (degrees + 1) / (degrees + error * error);
        double ofLocation = (degrees + 1) / ((degrees + 3) * scale * scale);
        double ofScale = 2 * degrees / (degrees + 3);
        for (int i = 0; i < x.length; i++) {
            gradient[i] += weight * error / scale * x[i];
            for (int j = 0; j <= i; j++) {
                curvature[i][j] += ofLocation * x[i] * x[j];
            }
        }
        for (int i = 0; i < z.length; i++) {
            int row = x.length + i;
            gradient[row] += (weight * error * error - 1) * z[i];
            for (int j = 0; j <= i; j++) {
                curvature[row][x.length + j] += ofScale * z[i] * z[j];
            }
        }
    }

    /** Middle of the outcome. */
    public double location(double[] middle) {
        return dot(location, middle);
    }

    /** Scale of the outcome: its standard deviation is {@code sqrt(degrees / (degrees - 2))} times that. */
    public double scale(double[] spread) {
        return Math.exp(dot(logScale, spread));
    }

    /** Probability that the outcome is at most so much. */
    public double probabilityUpTo(double value, double[] middle, double[] spread) {
        return student().cumulativeProbability((value - location(middle)) / scale(spread));
    }

    /** The value that the outcome stays at or below with a probability, above 0 and below 1. */
    public double quantile(double probability, double[] middle, double[] spread) {
        return location(middle) + scale(spread) * student().inverseCumulativeProbability(probability);
    }

    /** Standard deviation of the outcome. */
    public double deviation(double[] spread) {
        return scale(spread) * Math.sqrt(degrees / (degrees - 2));
    }

    private TDistribution student() {
        return new TDistribution(null, degrees);
    }

    private static double dot(double[] coefficients, double[] inputs) {
        if (inputs.length != coefficients.length) {
            throw new IllegalArgumentException("inputs must be " + coefficients.length + ", was " + inputs.length);
        }
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum += coefficients[i] * inputs[i];
        }
        return sum;
    }

    public double degrees() {
        return degrees;
    }

    /** A copy of the coefficients of the middle. */
    public double[] location() {
        return location.clone();
    }

    /** A copy of the coefficients of the spread. */
    public double[] logScale() {
        return logScale.clone();
    }
}
