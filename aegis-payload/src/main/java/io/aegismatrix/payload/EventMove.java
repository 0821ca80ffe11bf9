package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the option chain takes the session of a known event to be worth: the variance its expiries have beyond what a
 * neighbouring one without an event implies.
 *
 * @param session the session that reacts
 * @param name what people call the event, or events
 * @param expiry first expiry that contains it
 * @param moveFraction standard deviation of that session's log move
 * @param varianceMultiplier its variance over that of an ordinary session around it
 * @param reason why they are unknown
 */
public record EventMove(
        LocalDate session,
        String name,
        LocalDate expiry,
        @JsonProperty("move_pct") OptionalDouble moveFraction,
        OptionalDouble varianceMultiplier,
        Optional<String> reason) {

    /** Validates that both numbers are there, or neither and a reason. */
    public EventMove {
        Checks.present(session, "session");
        Checks.text(name, "name");
        Checks.present(expiry, "expiry of " + name);
        Checks.ifPresent(moveFraction, "move of " + name, Checks::nonNegative);
        Checks.ifPresent(varianceMultiplier, "varianceMultiplier of " + name, Checks::nonNegative);
        Checks.text(reason, "reason");
        Checks.reasonFor(
                moveFraction.isEmpty() || varianceMultiplier.isEmpty(), "the move of " + name, reason, "reason");
    }
}
