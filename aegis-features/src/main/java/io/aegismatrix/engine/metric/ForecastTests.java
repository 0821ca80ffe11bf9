package io.aegismatrix.engine.metric;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Whether forecasts beat others, or chance, by more than luck. */
public final class ForecastTests {

    private ForecastTests() {}

    /**
     * Equal predictive ability (Diebold and Mariano 1995): mean difference of losses over its Newey-West standard error,
     * with the small-sample correction of Harvey, Leybourne and Newbold (1997); two-sided, Student's t. Negative means
     * that the first forecasts lost less.
     *
     * @param horizon sessions the forecasts reach ahead; {@code horizon - 1} autocovariances enter, with Bartlett weights
     */
    public static TestResult dieboldMariano(double[] losses, double[] others, int horizon) {
        int n = losses.length;
        if (n != others.length || n <= horizon) {
            throw new IllegalArgumentException("expected two equally long series of more than " + horizon
                    + " losses, was " + n + " and " + others.length);
        }
        double[] difference = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            difference[i] = losses[i] - others[i];
            mean += difference[i] / n;
        }
        double variance = autocovariance(difference, mean, 0);
        for (int lag = 1; lag < horizon; lag++) {
            variance += 2 * (1 - (double) lag / horizon) * autocovariance(difference, mean, lag);
        }
        if (variance <= 0) {
            return new TestResult(0, 1);
        }
        double h = horizon;
        double correction = Math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
        double statistic = mean / Math.sqrt(variance / n) * correction;
        double tail = new TDistribution(null, n - 1).cumulativeProbability(-Math.abs(statistic));
        return new TestResult(statistic, Math.min(1, 2 * tail));
    }

    private static double autocovariance(double[] values, double mean, int lag) {
        double sum = 0;
        for (int i = lag; i < values.length; i++) {
            sum += (values[i] - mean) * (values[i - lag] - mean);
        }
        return sum / values.length;
    }

    /**
     * Directional accuracy (Pesaran and Timmermann 1992): whether forecast and realised directions go together more often
     * than their separate frequencies explain; one-sided, standard normal.
     */
    public static TestResult pesaranTimmermann(boolean[] forecastUp, boolean[] wentUp) {
        int n = forecastUp.length;
        double hits = 0;
        double forecast = 0;
        double realized = 0;
        for (int i = 0; i < n; i++) {
            hits += forecastUp[i] == wentUp[i] ? 1.0 / n : 0;
            forecast += forecastUp[i] ? 1.0 / n : 0;
            realized += wentUp[i] ? 1.0 / n : 0;
        }
        double expected = realized * forecast + (1 - realized) * (1 - forecast);
        double varianceOfHits = expected * (1 - expected) / n;
        double varianceOfExpected = (square(2 * realized - 1) * forecast * (1 - forecast)
                        + square(2 * forecast - 1) * realized * (1 - realized)
                        + 4 * realized * forecast * (1 - realized) * (1 - forecast) / n)
                / n;
        double variance = varianceOfHits - varianceOfExpected;
        if (variance <= 0) {
            return new TestResult(0, 0.5);
        }
        double statistic = (hits - expected) / Math.sqrt(variance);
        return new TestResult(statistic, 1 - new NormalDistribution(null, 0, 1).cumulativeProbability(statistic));
    }

    private static double square(double value) {
        return value * value;
    }
}
