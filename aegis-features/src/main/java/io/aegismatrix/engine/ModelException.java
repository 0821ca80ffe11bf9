package io.aegismatrix.engine;

import org.jspecify.annotations.Nullable;

/**
 * A model that is missing, corrupt, incompatible, or that produced something it must not (a non-finite number, say). The
 * message names the model, the file and what to do.
 */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a complete, user-readable message. */
    public ModelException(String message) {
        super(message);
    }

    /** Creates the exception with a complete, user-readable message and what caused it. */
    public ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The number itself. @throws ModelException naming it if it is not finite */
    public static double requireFinite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new ModelException(what + " must be finite, was " + value);
        }
        return value;
    }
}
