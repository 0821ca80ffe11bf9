package io.aegismatrix.data;

import org.jspecify.annotations.Nullable;

/**
 * Market data that is missing, malformed, too short or too stale to be used. The message names the source, the place
 * (file and line, or symbol and date), the offending value and what would be right.
 */
public final class MarketDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean lenientReadingHelps;

    /** Creates the exception with a complete, user-readable message. */
    public MarketDataException(String message) {
        this(message, null);
    }

    /** Creates the exception with a complete, user-readable message and what caused it. */
    public MarketDataException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private MarketDataException(String message, @Nullable Throwable cause, boolean lenientReadingHelps) {
        super(message, cause);
        this.lenientReadingHelps = lenientReadingHelps;
    }

    /** A refusal of a few bad rows of a file, whose message ends with the advice to read leniently. */
    public static MarketDataException ofSkippableRows(String message) {
        return new MarketDataException(message, null, true);
    }

    /**
     * Whether {@link io.aegismatrix.data.source.MarketSources#csv(java.nio.file.Path, boolean) lenient reading} takes the same file: an application
     * that offers it can add how.
     */
    public boolean lenientReadingHelps() {
        return lenientReadingHelps;
    }
}
