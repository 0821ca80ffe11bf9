package io.aegismatrix.features.label;

import java.io.Serial;

/** A class that a model should learn does not occur in its training labels, so it cannot be learnt. */
public final class MissingClassException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the error with a message that names model, class and counts. */
    public MissingClassException(String message) {
        super(message);
    }
}
