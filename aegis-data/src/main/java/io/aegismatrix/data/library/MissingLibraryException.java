package io.aegismatrix.data.library;

/**
 * A library that only some uses need, and this application does not have. The message names the Maven artifact to add, and what
 * needs it.
 */
public final class MissingLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a complete, user-readable message. */
    public MissingLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
