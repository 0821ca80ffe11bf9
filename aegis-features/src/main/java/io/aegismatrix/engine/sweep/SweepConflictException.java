package io.aegismatrix.engine.sweep;

/** Two attempts at one task came to different bytes. */
public final class SweepConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which task, and where both results are. */
    public SweepConflictException(String message) {
        super(message);
    }
}
