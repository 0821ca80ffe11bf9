package io.aegismatrix.runner.runs;

/** The ledger cannot be read or written. The message names the file. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
