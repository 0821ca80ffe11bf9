package io.aegismatrix.runner.runs;

import java.util.Arrays;
import java.util.Locale;

/** How a run ended. */
public enum RunOutcome {
    /** Did its work. */
    DONE,
    /** Published a payload. */
    PUBLISHED,
    /** Had nothing to do: no session, or the slot's forecast was out already. */
    NOTHING_DUE,
    /** Ended with an exit code above zero. */
    FAILED,
    /** Was told to stop, and stopped in good order. */
    TERMINATED,
    /** Began and was gone before it could say how it ended; a later run noticed. */
    CRASHED;

    /** The outcome's name in the ledger and in metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of that name */
    static RunOutcome parse(String id) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no outcome named '" + id + "'"));
    }
}
