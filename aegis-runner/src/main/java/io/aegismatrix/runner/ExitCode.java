package io.aegismatrix.runner;

/** What the process tells its caller. */
enum ExitCode {
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

    int status() {
        return status;
    }
}
