package io.aegismatrix.data;

import org.jspecify.annotations.Nullable;

/**
 * Market data that is missing, malformed, too short or too stale to be used. The message names the source, the place
 * (file and line, or symbol and date), the offending value and what would be right.
 */
public final class MarketDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a complete, user-readable message. */
    public MarketDataException(String message) {
        super(message);
    }

    /** Creates the exception with a complete, user-readable message and what caused it. */
    public MarketDataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
