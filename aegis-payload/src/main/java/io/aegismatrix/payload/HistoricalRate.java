package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;

/**
 * How often something happened, and the record behind that.
 *
 * @param rate the share, 0 to 1
 * @param n cases counted, above zero
 * @param ciLow lower end of the rate's 95 % interval
 * @param ciHigh upper end of it
 * @param window most recent resolved cases or sessions looked at
 * @param walkForward those of the cases that are walk-forward forecasts; empty, and left out of the file, if none is, or
 *     if the cases are no forecasts
 * @param sinceTraining those of them that were forecast by the models in use, of sessions after their training; likewise
 */
@JsonPropertyOrder({"rate", "n", "ci_low", "ci_high", "window", "source", "walk_forward", "since_training"})
public record HistoricalRate(
        double rate,
        int n,
        double ciLow,
        double ciHigh,
        int window,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<RecordPart> walkForward,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<RecordPart> sinceTraining) {

    /** Validates. */
    public HistoricalRate {
        Checks.probability(rate, "rate");
        Checks.atLeast(1, n, "n");
        Checks.probability(ciLow, "ciLow");
        Checks.probability(ciHigh, "ciHigh");
        Checks.ordered(ciLow, "ciLow", ciHigh, "ciHigh");
        Checks.atLeast(1, window, "window");
        Checks.present(walkForward, "walkForward");
        Checks.present(sinceTraining, "sinceTraining");
        int parts = walkForward.map(RecordPart::n).orElse(0)
                + sinceTraining.map(RecordPart::n).orElse(0);
        if (parts > 0 && n != parts) {
            throw new IllegalArgumentException("n must be that of its parts together, " + parts + ", was " + n);
        }
    }

    /** A measured rate, of cases that are no forecasts. */
    public HistoricalRate(double rate, int n, double ciLow, double ciHigh, int window) {
        this(rate, n, ciLow, ciHigh, window, Optional.empty(), Optional.empty());
    }
}
