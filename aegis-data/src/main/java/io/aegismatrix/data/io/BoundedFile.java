package io.aegismatrix.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that are kept in memory whole, and so must have an end: no pipe, no device, nothing larger than expected. */
public final class BoundedFile {

    private BoundedFile() {}

    /**
     * All bytes of a file.
     *
     * @param most how many it may have
     * @throws IOException if it cannot be read, is no regular file or has more, in the words of {@link IoReason}
     */
    public static byte[] read(Path file, int most) throws IOException {
        requireRegular(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("it has more than the " + most + " bytes that are expected");
            }
            return bytes;
        }
    }

    /**
     * Refuses what cannot be read to an end, without opening it; what is not there is left for opening it to tell.
     *
     * @throws IOException if there is something else than a regular file
     */
    public static void requireRegular(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(Files.isDirectory(file) ? "it is a folder" : "it is no regular file");
        }
    }
}
