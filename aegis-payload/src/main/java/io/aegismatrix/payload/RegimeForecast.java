package io.aegismatrix.payload;

/**
 * The volatility regime to come.
 *
 * @param label likeliest regime
 * @param probabilities calibrated probabilities of the regimes
 * @param persistence how often the current regime has lasted, 0 to 1
 * @param edge whether the forecast beats persistence
 */
public record RegimeForecast(Level label, RegimeProbabilities probabilities, double persistence, Edge edge) {

    /**
     * Probabilities of the volatility regimes to come; they sum to 1 within 1e-4.
     *
     * @param low probability of low volatility
     * @param medium probability of medium volatility
     * @param high probability of high volatility
     */
    public record RegimeProbabilities(double low, double medium, double high) {

        /** Validates. */
        public RegimeProbabilities {
            Checks.probability(low, "low");
            Checks.probability(medium, "medium");
            Checks.probability(high, "high");
            Checks.sumToOne("low, medium and high", low, medium, high);
        }
    }

    /** Validates. */
    public RegimeForecast {
        Checks.present(label, "label");
        Checks.present(probabilities, "probabilities");
        Checks.probability(persistence, "persistence");
        Checks.present(edge, "edge");
    }
}
