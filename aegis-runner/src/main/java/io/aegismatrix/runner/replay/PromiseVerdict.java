package io.aegismatrix.runner.replay;

import java.util.OptionalDouble;

/** How what came of forecasts stands to what was promised of them. */
public enum PromiseVerdict {
    /** The promise lies inside the 95 % interval of what was measured. */
    AS_PROMISED,
    /** What was measured is less than the promise, beyond sampling error. */
    LESS,
    /** What was measured is more than the promise, beyond sampling error. */
    MORE,
    /** Too few outcomes that do not overlap: fewer than {@value PromiseVerdict#LEAST}. */
    TOO_FEW,
    /** Nothing of the kind was promised. */
    NO_PROMISE;

    /** Outcomes that do not overlap below which an interval says more about luck than about forecasts. */
    static final int LEAST = 10;

    /**
     * @param n outcomes behind the interval
     * @param horizon sessions they overlap
     */
    static PromiseVerdict of(OptionalDouble promised, double lower, double upper, int n, int horizon) {
        if (promised.isEmpty()) {
            return NO_PROMISE;
        }
        if (!Double.isFinite(lower) || !Double.isFinite(upper) || n < LEAST * horizon) {
            return TOO_FEW;
        }
        double promise = promised.getAsDouble();
        return promise > upper ? LESS : promise < lower ? MORE : AS_PROMISED;
    }
}
