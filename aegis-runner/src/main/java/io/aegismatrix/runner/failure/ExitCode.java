package io.aegismatrix.runner.failure;

import java.util.Arrays;

/** What the process tells its caller. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** A failure that is not the user's. */
    INTERNAL(1),
    /** A flag, a setting or a command that cannot be understood. */
    USAGE(2),
    /** Market data unavailable, refused or too stale. */
    MARKET_DATA(10),
    /** The payload is invalid and was not published. */
    PAYLOAD(11),
    /** A model is missing, corrupt or incompatible. */
    MODEL(12),
    /** Trained, but a gate failed and nothing was promoted. */
    GATE(13),
    /** Another run holds the lock. */
    LOCKED(14),
    /** The prediction log cannot be read or written; what infer had to publish is published. */
    LOG(15);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The code of a number. @throws IllegalArgumentException if there is none */
    public static ExitCode of(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no exit code " + status));
    }

    public int status() {
        return status;
    }
}
