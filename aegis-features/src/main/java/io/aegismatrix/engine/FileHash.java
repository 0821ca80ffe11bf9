package io.aegismatrix.engine;

import com.google.common.hash.Hashing;
import java.util.zip.CRC32C;

/**
 * What the bytes of a file must hash to.
 *
 * @param kind how it was computed
 * @param value in hexadecimal
 */
record FileHash(Kind kind, String value) {

    private static final int QUOTED = 12;

    /** Ways to hash. */
    enum Kind {
        /** Finds any change, also one made on purpose. */
        SHA_256("SHA-256") {
            @Override
            String of(byte[] content) {
                return Hashing.sha256().hashBytes(content).toString();
            }
        },
        /** Finds damage, as a disk checks its blocks; of a few megabytes in a millisecond, where SHA-256 takes fifty. */
        CRC_32C("CRC-32C") {
            @Override
            String of(byte[] content) {
                CRC32C checksum = new CRC32C();
                checksum.update(content, 0, content.length);
                return Long.toHexString(checksum.getValue());
            }
        };

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        abstract String of(byte[] content);
    }

    /**
     * Refuses other content.
     *
     * @param file where it is, for the message
     * @throws ModelException saying what it hashes to instead
     */
    void require(byte[] content, Object file) {
        String actual = kind.of(content);
        if (!actual.equals(value)) {
            throw new ModelException(file + ": " + kind.label + " is " + quote(actual) + ", the manifest says "
                    + quote(value) + "; the file is damaged, restore it or train again");
        }
    }

    private static String quote(String hash) {
        return hash.length() > QUOTED ? hash.substring(0, QUOTED) + "…" : hash;
    }
}
