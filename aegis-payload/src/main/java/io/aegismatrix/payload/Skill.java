package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A measured score on data the model was not trained on, always beside a baseline, a count and an interval.
 *
 * @param metric name of the score, such as {@code log_loss_skill}, {@code auc} or {@code brier_skill}
 * @param value the score
 * @param baseline the baseline's score by the same metric (0 for a skill relative to it)
 * @param baselineName the baseline, such as {@code expanding_frequency}
 * @param ciLow lower end of the value's 95 % block-bootstrap interval
 * @param ciHigh upper end of it
 * @param n forecasts scored, above zero
 * @param basis which outcomes these are; a file of an earlier release does not say
 */
public record Skill(
        String metric,
        double value,
        double baseline,
        String baselineName,
        double ciLow,
        double ciHigh,
        int n,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Basis> basis) {

    /** Validates. */
    public Skill {
        Checks.text(metric, "metric");
        Checks.text(baselineName, "baselineName");
        Checks.finite(value, "value of " + metric);
        Checks.finite(baseline, "baseline of " + metric);
        Checks.finite(ciLow, "ciLow of " + metric);
        Checks.finite(ciHigh, "ciHigh of " + metric);
        Checks.ordered(ciLow, "ciLow", ciHigh, "ciHigh");
        Checks.atLeast(1, n, "n of " + metric);
        Checks.present(basis, "basis of " + metric);
    }

    /** A score over one kind of outcomes. */
    public Skill(
            String metric,
            double value,
            double baseline,
            String baselineName,
            double ciLow,
            double ciHigh,
            int n,
            Basis basis) {
        this(metric, value, baseline, baselineName, ciLow, ciHigh, n, Optional.of(basis));
    }
}
