package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * How often past ranges of the same kind held, measured out of sample.
 *
 * @param value share that held, 0 to 1
 * @param n ranges that were resolved, above zero
 * @param ciLow lower end of the share's 95 % interval
 * @param ciHigh upper end of it
 * @param basis which outcomes these are; a file of an earlier release does not say
 * @param sinceTraining beside walk-forward outcomes, what the ranges in use did since their training: no part of the
 *     other numbers; empty, and left out of the file, while none of those was resolved, and for levels but the headline's
 */
public record Coverage(
        double value,
        int n,
        double ciLow,
        double ciHigh,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Basis> basis,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<RecordPart> sinceTraining) {

    /** Validates. */
    public Coverage {
        Checks.probability(value, "coverage value");
        Checks.probability(ciLow, "coverage ciLow");
        Checks.probability(ciHigh, "coverage ciHigh");
        Checks.ordered(ciLow, "ciLow", ciHigh, "ciHigh");
        Checks.atLeast(1, n, "coverage n");
        Checks.present(basis, "basis");
        Checks.present(sinceTraining, "sinceTraining");
        if (sinceTraining.isPresent() && !basis.equals(Optional.of(Basis.WALK_FORWARD))) {
            throw new IllegalArgumentException(
                    "sinceTraining stands beside walk-forward outcomes only, was beside " + basis);
        }
    }

    /** A record of one kind of outcomes. */
    public Coverage(double value, int n, double ciLow, double ciHigh, Basis basis) {
        this(value, n, ciLow, ciHigh, Optional.of(basis), Optional.empty());
    }

    /** The same beside what the ranges in use did since their training. */
    public Coverage beside(Optional<RecordPart> since) {
        return new Coverage(value, n, ciLow, ciHigh, basis, since);
    }
}
