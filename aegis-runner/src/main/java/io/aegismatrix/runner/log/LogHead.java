package io.aegismatrix.runner.log;

import java.util.HexFormat;

/**
 * How a log stands: kept outside the file, it tells later whether anything the log held then was changed.
 *
 * @param rows rows of all its tables
 * @param hash running SHA-256 of the newest of them, 64 lower-case hexadecimal digits; zeros if there is none
 */
public record LogHead(long rows, String hash) {

    private static final int BYTES = 32;

    /** Validates the count and the form of the hash. @throws IllegalArgumentException naming the bad value */
    public LogHead {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be at least 0, was " + rows);
        }
        if (hash.length() != 2 * BYTES || !hash.chars().allMatch(LogHead::isLowerHex)) {
            throw new IllegalArgumentException("hash must be 64 lower-case hexadecimal digits, was '" + hash + "'");
        }
    }

    private static boolean isLowerHex(int digit) {
        return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    }

    /** The state of a log without rows. */
    static LogHead none() {
        return of(0, new byte[BYTES]);
    }

    static LogHead of(long rows, byte[] hash) {
        return new LogHead(rows, HexFormat.of().formatHex(hash));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hash);
    }
}
