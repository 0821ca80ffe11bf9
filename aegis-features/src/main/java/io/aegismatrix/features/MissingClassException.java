package io.aegismatrix.features;

import java.io.Serial;

/** A class that a model should learn does not occur in its training labels, so it cannot be learnt. */
public final class MissingClassException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates the error with a message that names model, class and counts. */
    public MissingClassException(String message) {
        super(message);
    }

    /**
     * The error of a model that must tell apart whether something happens, where it never or always did.
     *
     * @param what what should have happened sometimes, such as {@code a regime of HIGH}
     * @param times how often it did
     * @param outcomes among how many known outcomes
     */
    public static MissingClassException of(String model, String what, int times, int outcomes) {
        return new MissingClassException(model + ": " + what + " came " + times + " times in " + outcomes
                + " sessions with a known outcome, it must come at least once and not always; a model cannot learn what"
                + " never happened, use a longer history");
    }
}
