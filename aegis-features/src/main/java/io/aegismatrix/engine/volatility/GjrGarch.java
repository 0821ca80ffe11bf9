package io.aegismatrix.engine.volatility;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.features.MarketHistory;
import java.util.Arrays;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.jspecify.annotations.Nullable;

/**
 * The variance of daily close-to-close log returns that rises more after falls (Glosten, Jagannathan and Runkle 1993):
 * v(t+1) = ω + (α + γ·[r(t) &lt; 0])·r(t)² + β·v(t), zero mean, normal quasi-likelihood. γ = 0 is GARCH(1,1) (Bollerslev
 * 1986). Variances are of one session, not annualised.
 *
 * @param omega constant, at least 0
 * @param alpha weight of a squared return, at least 0
 * @param gamma extra weight of a squared fall; α + γ is at least 0
 * @param beta weight of yesterday's variance, at least 0
 * @param start variance that is put before the first return: the mean squared return of the sessions it was fitted on
 */
public record GjrGarch(double omega, double alpha, double gamma, double beta, double start) {

    /** Least returns a fit needs. */
    public static final int MINIMUM_RETURNS = 250;

    private static final double MOST_PERSISTENCE = 0.9999;
    private static final int MOST_EVALUATIONS = 4000;
    private static final double TOLERANCE = 1e-9;
    private static final double IMPOSSIBLE = 1e6;

    /** Validates the parameters. */
    public GjrGarch {
        boolean finite = Double.isFinite(omega) && Double.isFinite(gamma) && start > 0 && Double.isFinite(start);
        if (!finite
                || !(omega >= 0 && alpha >= 0 && alpha + gamma >= 0 && beta >= 0)
                || !(alpha + gamma / 2 + beta < 1)) {
            throw new ModelException("GJR-GARCH: expected weights of at least 0 with a persistence below 1, was omega="
                    + omega + ", alpha=" + alpha + ", gamma=" + gamma + ", beta=" + beta + ", start=" + start);
        }
    }

    /**
     * Fits by maximum likelihood the returns of rows 1 to {@code lastKnown}.
     *
     * @param asymmetric whether falls may weigh more than rises
     * @throws MarketDataException if there are fewer than {@value #MINIMUM_RETURNS} returns
     */
    public static GjrGarch fit(MarketHistory history, int lastKnown, boolean asymmetric) {
        if (lastKnown < MINIMUM_RETURNS) {
            throw new MarketDataException("too little history for a GARCH model: " + lastKnown + " returns, at least "
                    + MINIMUM_RETURNS + " are needed");
        }
        return fit(Arrays.copyOfRange(history.logReturns(), 1, lastKnown + 1), asymmetric);
    }

    static GjrGarch fit(double[] returns, boolean asymmetric) {
        double start = Arrays.stream(returns).map(r -> r * r).average().orElseThrow();
        if (!(start > 0)) {
            throw new MarketDataException("no GARCH model can be fitted to a price that never moved");
        }
        MultivariateFunction loss = point -> {
            GjrGarch model = at(point, start);
            return model == null ? IMPOSSIBLE : -model.logLikelihood(returns) / returns.length;
        };
        double[] guess = asymmetric
                ? new double[] {0, Math.sqrt(0.03), Math.sqrt(0.13), Math.sqrt(0.9)}
                : new double[] {0, Math.sqrt(0.08), Math.sqrt(0.9)};
        double[] rough = minimum(loss, guess, 0.1);
        GjrGarch best = at(minimum(loss, rough, 0.02), start);
        if (best == null) {
            throw new ModelException("GJR-GARCH: the likelihood has no maximum on " + returns.length + " returns");
        }
        return best;
    }

    private static double[] minimum(MultivariateFunction loss, double[] guess, double step) {
        double[] steps = new double[guess.length];
        Arrays.fill(steps, step);
        PointValuePair best = new SimplexOptimizer(new SimpleValueChecker(-1, TOLERANCE))
                .optimize(
                        new MaxEval(MOST_EVALUATIONS),
                        new ObjectiveFunction(loss),
                        GoalType.MINIMIZE,
                        new InitialGuess(guess),
                        new NelderMeadSimplex(steps));
        return best.getPoint();
    }

    /**
     * The model at a point that may be anywhere: log of the long-run variance in units of {@code start}, then the roots
     * of the weights of rises, of falls, and of yesterday's variance. Null where persistence would reach 1.
     */
    private static @Nullable GjrGarch at(double[] point, double start) {
        double rise = point[1] * point[1];
        double fall = point.length == 4 ? point[2] * point[2] : rise;
        double beta = point[point.length - 1] * point[point.length - 1];
        double persistence = (rise + fall) / 2 + beta;
        double longRun = start * Math.exp(point[0]);
        return persistence > MOST_PERSISTENCE || !Double.isFinite(longRun)
                ? null
                : new GjrGarch(longRun * (1 - persistence), rise, fall - rise, beta, start);
    }

    /** Weight of yesterday's variance in tomorrow's expectation: α + γ/2 + β. */
    double persistence() {
        return alpha + gamma / 2 + beta;
    }

    /** Normal log-likelihood of returns, the first of them following {@link #start}. */
    double logLikelihood(double[] returns) {
        double variance = omega + persistence() * start;
        double sum = -0.5 * returns.length * Math.log(2 * Math.PI);
        for (double r : returns) {
            sum -= 0.5 * (Math.log(variance) + r * r / variance);
            variance = next(variance, r);
        }
        return sum;
    }

    private double next(double variance, double r) {
        return omega + (r < 0 ? alpha + gamma : alpha) * r * r + beta * variance;
    }

    /** Variance of the session after each row, by all returns up to that row; the first is of the session after row 0. */
    public double[] variances(MarketHistory history) {
        double[] variances = new double[history.size()];
        variances[0] = omega + persistence() * start;
        for (int row = 1; row < variances.length; row++) {
            variances[row] = next(variances[row - 1], history.logReturn(row));
        }
        return variances;
    }

    /**
     * Expected volatility of the next {@code sessions}, annualised decimal: variances on the way go to the long-run
     * variance geometrically, at the rate of the persistence.
     *
     * @param next variance of the next session
     */
    public double annualized(double next, int sessions) {
        double persistence = persistence();
        double longRun = omega / (1 - persistence);
        double share = (1 - Math.pow(persistence, sessions)) / ((1 - persistence) * sessions);
        return Math.sqrt(TradingCalendar.SESSIONS_PER_YEAR * (longRun + (next - longRun) * share));
    }
}
