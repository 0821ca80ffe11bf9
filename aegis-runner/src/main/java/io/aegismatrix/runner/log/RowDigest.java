package io.aegismatrix.runner.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The running hash of a row: of the hash before it, its table, and its columns as SQLite keeps them. */
final class RowDigest {

    private static final int TAG_AND_NUMBER = 1 + Long.BYTES;

    private final MessageDigest sha256;

    RowDigest() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** @param before columns of the result that stand before those of the table */
    byte[] of(byte[] previous, LogTable table, ResultSet row, int before) throws SQLException {
        sha256.update(previous);
        sha256.update((byte) table.code());
        for (int i = 1; i <= table.columns().size(); i++) {
            add(row.getObject(before + i));
        }
        return sha256.digest();
    }

    private void add(@Nullable Object value) {
        if (value == null) {
            sha256.update((byte) 'n');
        } else if (value instanceof Integer || value instanceof Long) {
            number('i', ((Number) value).longValue());
        } else if (value instanceof Double real) {
            // SQLite keeps whole reals as integers, which know no negative zero.
            number('r', Double.doubleToLongBits(real + 0.0));
        } else {
            text(value);
        }
    }

    private void number(char tag, long bits) {
        sha256.update(ByteBuffer.allocate(TAG_AND_NUMBER)
                .put((byte) tag)
                .putLong(bits)
                .flip());
    }

    /** A blob has no place in a log; one that was put there has a tag of its own, and is no text. */
    private void text(Object value) {
        boolean blob = value instanceof byte[];
        byte[] bytes = blob ? (byte[]) value : value.toString().getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(1 + Integer.BYTES)
                .put((byte) (blob ? 'b' : 't'))
                .putInt(bytes.length)
                .flip());
        sha256.update(bytes);
    }
}
