package io.aegismatrix.engine.sweep;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * The small files a {@link ResultStore} is made of, whatever keeps them: a folder, a network file system, objects behind an
 * address. Names are relative and divided by {@code /}. Implementations must be thread-safe, and safe for several processes.
 */
public interface ResultFiles {

    /** Size in bytes; empty if there is no such file. */
    OptionalLong size(String name) throws IOException;

    /** All of a file. @throws java.nio.file.NoSuchFileException if there is none */
    byte[] read(String name) throws IOException;

    /**
     * Keeps a file under a name, in place of what is there. When it returns the file is kept for good; a reader meanwhile sees
     * what was there, nothing, or all of it, and never mixes the two.
     */
    void replace(String name, byte[] bytes) throws IOException;

    /** A file's whole name, for messages. */
    String where(String name);
}
