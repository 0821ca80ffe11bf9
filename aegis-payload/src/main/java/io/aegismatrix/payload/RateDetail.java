package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The record behind a historical rate.
 *
 * @param n cases counted, above zero
 * @param ciLow lower end of the rate's 95 % interval
 * @param ciHigh upper end of it
 * @param window most recent resolved cases or sessions looked at
 * @param source how the rate was measured
 * @param walkForward those of the cases that are walk-forward forecasts; empty, and left out of the file, if none is, or
 *     if the cases are no forecasts
 * @param sinceTraining those of them that were forecast by the models in use, of sessions after their training; likewise
 */
public record RateDetail(
        OptionalInt n,
        OptionalDouble ciLow,
        OptionalDouble ciHigh,
        OptionalInt window,
        Source source,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<RecordPart> walkForward,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<RecordPart> sinceTraining) {

    /** Validates and rounds. */
    public RateDetail {
        Checks.present(source, "source");
        Checks.atLeast(1, n, "n");
        Checks.atLeast(1, window, "window");
        ciLow = Decimals.probability(ciLow, "ciLow");
        ciHigh = Decimals.probability(ciHigh, "ciHigh");
        Checks.ordered(ciLow, "ciLow", ciHigh, "ciHigh");
        source.explains("n", n.isPresent(), n)
                .explains("ciLow", ciLow)
                .explains("ciHigh", ciHigh)
                .explains("window", window.isPresent(), window);
        Checks.present(walkForward, "walkForward");
        Checks.present(sinceTraining, "sinceTraining");
        int parts = walkForward.map(RecordPart::n).orElse(0)
                + sinceTraining.map(RecordPart::n).orElse(0);
        if (parts > 0 && n.orElse(0) != parts) {
            throw new IllegalArgumentException("n must be that of its parts together, " + parts + ", was " + n);
        }
    }

    /** A measured rate's record, of cases that are no forecasts. */
    public static RateDetail of(int n, double ciLow, double ciHigh, int window, Source source) {
        return new RateDetail(
                OptionalInt.of(n),
                OptionalDouble.of(ciLow),
                OptionalDouble.of(ciHigh),
                OptionalInt.of(window),
                source,
                Optional.empty(),
                Optional.empty());
    }

    /** The same record with what it consists of. */
    public RateDetail of(Optional<RecordPart> walkForwardPart, Optional<RecordPart> sinceTrainingPart) {
        return new RateDetail(n, ciLow, ciHigh, window, source, walkForwardPart, sinceTrainingPart);
    }

    /** No rate was measured, and why. */
    public static RateDetail unavailable(String reason) {
        return new RateDetail(
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Source.unavailable(reason),
                Optional.empty(),
                Optional.empty());
    }
}
