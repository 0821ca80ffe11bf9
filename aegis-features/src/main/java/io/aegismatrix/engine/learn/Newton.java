package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/** Newton's method for a penalised likelihood, which is concave: each step solves curvature · change = gradient. */
public final class Newton {

    /** Largest change of a coefficient at which nothing more happens. */
    private static final double CONVERGED = 1e-8;

    private Newton() {}

    /** The likelihood about a point. */
    @FunctionalInterface
    public interface Likelihood {

        /**
         * Adds the gradient, and the negative second derivatives on and below the diagonal.
         *
         * @param curvature square, zero when it comes
         * @param gradient zero when it comes
         */
        void addTo(double[][] curvature, double[] gradient, double[] coefficients);
    }

    /**
     * The coefficients at the maximum, from zero.
     *
     * @param what what is fitted, for messages
     * @param mostSteps steps after which it is given up
     * @throws ModelException if it does not converge to finite numbers
     */
    public static double[] maximum(String what, int coefficients, int mostSteps, Likelihood likelihood) {
        double[] solution = new double[coefficients];
        for (int step = 0; step < mostSteps; step++) {
            if (step(what, solution, likelihood) < CONVERGED) {
                return solution;
            }
        }
        throw new ModelException(what + " did not converge in " + mostSteps + " steps");
    }

    /** The coefficients after one step from zero: where the likelihood is a parabola, that is the maximum. */
    public static double[] ofParabola(String what, int coefficients, Likelihood likelihood) {
        double[] solution = new double[coefficients];
        step(what, solution, likelihood);
        return solution;
    }

    /** Goes one step and returns the largest change. */
    private static double step(String what, double[] solution, Likelihood likelihood) {
        double[] change = change(what, solution, likelihood);
        double largest = 0;
        for (int i = 0; i < solution.length; i++) {
            solution[i] += change[i];
            largest = Math.max(largest, Math.abs(change[i]));
        }
        if (!Double.isFinite(largest)) {
            throw new ModelException(what + " is not finite: " + largest);
        }
        return largest;
    }

    private static double[] change(String what, double[] solution, Likelihood likelihood) {
        double[][] curvature = new double[solution.length][solution.length];
        double[] gradient = new double[solution.length];
        likelihood.addTo(curvature, gradient, solution);
        for (int i = 0; i < curvature.length; i++) {
            for (int j = 0; j < i; j++) {
                curvature[j][i] = curvature[i][j];
            }
        }
        try {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(curvature, false), 1e-9, 1e-12)
                    .getSolver()
                    .solve(new ArrayRealVector(gradient, false))
                    .toArray();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new ModelException(what + " cannot be solved: " + e.getMessage(), e);
        }
    }
}
