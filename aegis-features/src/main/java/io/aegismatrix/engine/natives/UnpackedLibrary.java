package io.aegismatrix.engine.natives;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/**
 * A native library out of a jar, unpacked once for all processes. Any number may start at once: each writes a draft of its
 * own and moves it into place whole. A copy that is not what the jar holds, because a disk was full or a file damaged, is
 * told by size and checksum before anything loads it, and replaced.
 */
public final class UnpackedLibrary {

    private static final int BUFFER = 1 << 16;

    private final URL resource;
    private final String name;

    private UnpackedLibrary(URL resource, String name) {
        this.resource = resource;
        this.name = name;
    }

    /**
     * The library that a resource holds.
     *
     * @param name file name it gets
     */
    public static UnpackedLibrary of(URL resource, String name) {
        return new UnpackedLibrary(resource, name);
    }

    /** Size and CRC-32 of a content. */
    private record Mark(long size, long checksum) {

        static Mark of(InputStream content) throws IOException {
            CheckedInputStream checked = new CheckedInputStream(content, new CRC32());
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            for (int read = checked.read(buffer); read >= 0; read = checked.read(buffer)) {
                size += read;
            }
            return new Mark(size, checked.getChecksum().getValue());
        }

        static Mark of(Path file) throws IOException {
            try (InputStream content = Files.newInputStream(file)) {
                return of(content);
            }
        }
    }

    /**
     * The whole library in a folder, unpacked if need be.
     *
     * @throws IOException if the folder cannot be made or written, or holds something else under this name
     */
    public Path in(Path folder) throws IOException {
        Path file = folder.resolve(name);
        Mark wanted = wanted();
        if (isWhole(file, wanted)) {
            return file;
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, name, ".tmp");
        try (InputStream content = resource.openStream()) {
            Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
            if (!Mark.of(draft).equals(wanted)) {
                throw new IOException(draft + " is not what was written there");
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
        return file;
    }

    /** The whole library in a folder that is gone when this process ends. @throws IOException if there is no place for it */
    public Path inTemporaryFolder() throws IOException {
        Path file = in(NativeCache.temporary());
        file.toFile().deleteOnExit();
        return file;
    }

    private static boolean isWhole(Path file, Mark wanted) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) == wanted.size()
                    && Mark.of(file).equals(wanted);
        } catch (IOException e) {
            // Not readable is not whole: it is replaced.
            return false;
        }
    }

    /** What the jar's own index says, which needs no unpacking. */
    private Mark wanted() throws IOException {
        URLConnection connection = resource.openConnection();
        if (connection instanceof JarURLConnection jar) {
            ZipEntry entry = jar.getJarEntry();
            if (entry == null) {
                throw new FileNotFoundException(resource.toString());
            }
            return new Mark(entry.getSize(), entry.getCrc());
        }
        try (InputStream content = connection.getInputStream()) {
            return Mark.of(content);
        }
    }
}
