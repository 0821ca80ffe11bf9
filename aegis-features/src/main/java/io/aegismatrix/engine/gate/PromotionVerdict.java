package io.aegismatrix.engine.gate;

import java.util.List;

/**
 * Whether a challenger may take the champion's place.
 *
 * @param promotable whether it may
 * @param sessions decision sessions on which both were scored
 * @param reasons the numbers behind it; of a refusal, every ground
 */
public record PromotionVerdict(boolean promotable, int sessions, List<String> reasons) {

    /** Validates that a verdict has reasons and copies them. */
    public PromotionVerdict {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a verdict needs a reason");
        }
    }

    /** The reasons as one sentence. */
    public String describe() {
        return String.join("; ", reasons);
    }
}
