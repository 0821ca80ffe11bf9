package io.aegismatrix.payload;

import java.util.regex.Pattern;

/**
 * How the prediction log stood right before the payload was published. Rows are chained by hash, so whoever kept a
 * payload can tell later whether a row the log had then was changed, taken away or put in since.
 *
 * @param rows rows of the log, at least one
 * @param head the newest row's running hash, SHA-256 as 64 lower-case hexadecimal digits
 */
public record LogStand(long rows, String head) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Validates the count and the form of the hash. */
    public LogStand {
        Checks.atLeast(1, rows, "rows");
        if (!SHA_256.matcher(Checks.present(head, "head")).matches()) {
            throw new IllegalArgumentException(
                    "head must be a SHA-256 of 64 lower-case hexadecimal digits, was \"" + head + "\"");
        }
    }
}
