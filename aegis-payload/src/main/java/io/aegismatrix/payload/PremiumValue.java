package io.aegismatrix.payload;

import java.util.List;

/**
 * How dear the option chain is against our own distribution. It compares; whether what looks dear pays its seller is what
 * the edge says.
 *
 * @param edge whether such a difference has been shown to pay
 * @param edgeReason what that is based on
 * @param expiries nearest first, at least one
 */
public record PremiumValue(Edge edge, String edgeReason, List<ExpiryValue> expiries) {

    /** Validates and copies. */
    public PremiumValue {
        Checks.present(edge, "edge");
        Checks.text(edgeReason, "edgeReason");
        expiries = Checks.some(expiries, "expiries");
    }
}
