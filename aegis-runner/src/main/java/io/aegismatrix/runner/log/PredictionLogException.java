package io.aegismatrix.runner.log;

import org.jspecify.annotations.Nullable;

/** The prediction log cannot be read or written. The message names the file, what happened, and what to do. */
public final class PredictionLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure with its cause, if there is one. */
    public PredictionLogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
