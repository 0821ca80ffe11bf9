package io.aegismatrix.payload;

import org.jspecify.annotations.Nullable;

/** A payload that cannot be published or read. The message names the file, the place inside it, the value and the rule. */
public final class PayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a complete, user-readable message. */
    public PayloadException(String message) {
        super(message);
    }

    /** Creates the exception with a complete, user-readable message and what caused it. */
    public PayloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
