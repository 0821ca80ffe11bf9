package io.aegismatrix.engine.natives;

import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.data.io.OwnFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * A native library out of a jar, unpacked once for all processes. Any number may start at once: each writes a draft of its
 * own and moves it into place whole.
 *
 * <p>It lies in a folder that nobody else can change, and is compared with the jar before anything loads it, byte by byte:
 * a copy that is not what the jar holds, because a disk was full, a file damaged or the folder once open to others, is
 * replaced. What is larger than 32 MiB would take seconds to unpack again and is told by its size and the jar's CRC-32.
 */
public final class UnpackedLibrary {

    private static final int BUFFER = 1 << 16;
    private static final long LARGE = 32 << 20;

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

    /** The library that a resource holds, under the resource's own name. */
    public static UnpackedLibrary of(URL resource) {
        String path = resource.getPath();
        return of(resource, path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * The whole library in a folder of this user alone, unpacked if need be.
     *
     * @throws IOException if the folder cannot be made or written, others can change it, or it holds something else under
     *     this name
     */
    public Path in(Path folder) throws IOException {
        Path file = OwnFiles.requireOwnFolder(folder).resolve(name);
        if (isWhole(file)) {
            return file;
        }
        DraftFile.replace(file, out -> {
            try (InputStream content = resource.openStream()) {
                content.transferTo(out);
            }
        });
        if (!isWhole(file)) {
            throw new IOException(file + " is not what was written there");
        }
        return file;
    }

    private boolean isWhole(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Optional<ZipEntry> entry = entry();
        if (entry.isPresent() && entry.get().getSize() != Files.size(file)) {
            return false;
        }
        if (entry.isPresent() && entry.get().getSize() > LARGE) {
            return checksum(file) == entry.get().getCrc();
        }
        try (InputStream wanted = resource.openStream()) {
            return holds(file, wanted);
        }
    }

    /** What the jar's own index says, which needs no unpacking. */
    private Optional<ZipEntry> entry() throws IOException {
        return resource.openConnection() instanceof JarURLConnection jar
                ? Optional.ofNullable(jar.getJarEntry())
                : Optional.empty();
    }

    private static long checksum(Path file) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                checksum.update(buffer, 0, read);
            }
        }
        return checksum.getValue();
    }

    private static boolean holds(Path file, InputStream wanted) {
        byte[] expected = new byte[BUFFER];
        byte[] found = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file)) {
            int length;
            do {
                length = wanted.readNBytes(expected, 0, BUFFER);
                int read = content.readNBytes(found, 0, BUFFER);
                if (read != length || !Arrays.equals(expected, 0, length, found, 0, length)) {
                    return false;
                }
            } while (length == BUFFER);
            return true;
        } catch (IOException e) {
            // Not readable is not whole: it is replaced.
            return false;
        }
    }
}
