package io.aegismatrix.runner.runs;

/**
 * How a run left the prediction log, for whoever wants to know later whether it was changed since.
 *
 * @param file the log, as an absolute path
 * @param rows rows of the log
 * @param head running hash of the newest, lower-case hexadecimal
 */
public record LogNote(String file, long rows, String head) {

    /** Validates the names. */
    public LogNote {
        Names.require(file, "file");
        Names.require(head, "head");
    }
}
