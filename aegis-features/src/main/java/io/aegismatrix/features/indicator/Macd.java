package io.aegismatrix.features.indicator;

/** Moving average convergence divergence (Appel), in points of its input. */
public final class Macd {

    private Macd() {}

    /** Fast less slow exponential average. First value at {@code slow - 1}. */
    public static double[] line(double[] close, int fast, int slow) {
        if (fast >= slow) {
            throw new IllegalArgumentException("fast must be below slow, was " + fast + " and " + slow);
        }
        return subtract(MovingAverages.exponential(close, fast), MovingAverages.exponential(close, slow));
    }

    /** Line less its own exponential average over {@code signal}. First value at {@code slow + signal - 2}. */
    public static double[] histogram(double[] close, int fast, int slow, int signal) {
        double[] line = line(close, fast, slow);
        return subtract(line, MovingAverages.exponential(line, signal));
    }

    private static double[] subtract(double[] minuend, double[] subtrahend) {
        double[] result = new double[minuend.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = minuend[i] - subtrahend[i];
        }
        return result;
    }
}
