package io.aegismatrix.features.chain;

/**
 * The skew of a smile: implied volatility of the 25-delta put and the 25-delta call beside at-the-money. Deltas are
 * undiscounted Black (1976) deltas; between strikes volatility is linear in delta.
 *
 * @param putVolatility of the 25-delta put, annualised decimal
 * @param callVolatility of the 25-delta call, annualised decimal
 * @param atTheMoneyVolatility at the forward, annualised decimal
 */
public record SmileSkew(double putVolatility, double callVolatility, double atTheMoneyVolatility) {

    /** How much dearer the put is than at-the-money, as a fraction. */
    public double put() {
        return putVolatility / atTheMoneyVolatility - 1;
    }

    /** How much dearer the call is than at-the-money, as a fraction. */
    public double call() {
        return callVolatility / atTheMoneyVolatility - 1;
    }

    /** How much dearer the put is than the call, as a fraction of at-the-money. */
    public double net() {
        return put() - call();
    }
}
