package io.aegismatrix.payload;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the option chain takes the volatility between two neighbouring expiries to be.
 *
 * @param from expiry it begins after
 * @param to expiry it ends with
 * @param sessions sessions in between, {@code to}'s own included
 * @param volatility annualised decimal
 * @param reason why it is unknown
 */
public record ForwardVolatility(
        LocalDate from, LocalDate to, int sessions, OptionalDouble volatility, Optional<String> reason) {

    /** Validates the order of the expiries, and demands a reason where the volatility is unknown. */
    public ForwardVolatility {
        Checks.present(from, "from");
        if (!Checks.present(to, "to").isAfter(from)) {
            throw new IllegalArgumentException("to must be after from, was " + to + ", from=" + from);
        }
        Checks.atLeast(1, sessions, "sessions to " + to);
        Checks.ifPresent(volatility, "forward volatility to " + to, Checks::nonNegative);
        Checks.text(reason, "reason");
        Checks.reasonFor(volatility.isEmpty(), "the forward volatility to " + to, reason, "reason");
    }
}
