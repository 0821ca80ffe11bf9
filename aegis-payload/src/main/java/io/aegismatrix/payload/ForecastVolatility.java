package io.aegismatrix.payload;

/**
 * Annualised volatility forecast (decimal, 252 sessions), averaged over the next sessions.
 *
 * @param h1 over 1 session
 * @param h5 over 5 sessions
 * @param h10 over 10 sessions
 * @param h20 over 20 sessions
 * @param h30 over 30 sessions
 */
public record ForecastVolatility(double h1, double h5, double h10, double h20, double h30) {

    /** Validates. */
    public ForecastVolatility {
        Checks.nonNegative(h1, "h1");
        Checks.nonNegative(h5, "h5");
        Checks.nonNegative(h10, "h10");
        Checks.nonNegative(h20, "h20");
        Checks.nonNegative(h30, "h30");
    }
}
