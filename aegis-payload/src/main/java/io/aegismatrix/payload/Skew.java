package io.aegismatrix.payload;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much dearer downside protection is than upside, each part in [-1, 1]. Its source is a {@code PROXY} exactly if the
 * method is one.
 *
 * @param putSkew puts against at-the-money
 * @param callSkew calls against at-the-money
 * @param netSkew puts against calls
 * @param putVolatility implied volatility of the 25-delta put, annualised decimal; empty for the proxy
 * @param callVolatility implied volatility of the 25-delta call; empty for the proxy
 * @param atTheMoneyVolatility implied volatility at the forward; empty for the proxy
 * @param expiry whose smile it is; empty for the proxy
 * @param method how it was measured
 */
public record Skew(
        double putSkew,
        double callSkew,
        double netSkew,
        OptionalDouble putVolatility,
        OptionalDouble callVolatility,
        OptionalDouble atTheMoneyVolatility,
        Optional<LocalDate> expiry,
        Method method) {

    /** How the skew was measured. */
    public enum Method {
        /** Implied volatility of 25-delta puts and calls against at-the-money. */
        OPTION_CHAIN_25_DELTA,
        /** Asymmetry of past downward and upward variance: stands in for the smile. */
        SEMIVARIANCE_PROXY
    }

    /** Validates. */
    public Skew {
        Checks.signedScore(putSkew, "putSkew");
        Checks.signedScore(callSkew, "callSkew");
        Checks.signedScore(netSkew, "netSkew");
        Checks.ifPresent(putVolatility, "putVolatility", Checks::nonNegative);
        Checks.ifPresent(callVolatility, "callVolatility", Checks::nonNegative);
        Checks.ifPresent(atTheMoneyVolatility, "atTheMoneyVolatility", Checks::nonNegative);
        Checks.present(expiry, "expiry");
        Checks.present(method, "method");
    }

    /** A skew that no smile is behind. */
    public static Skew proxy(double putSkew, double callSkew, double netSkew) {
        OptionalDouble none = OptionalDouble.empty();
        return new Skew(putSkew, callSkew, netSkew, none, none, none, Optional.empty(), Method.SEMIVARIANCE_PROXY);
    }
}
