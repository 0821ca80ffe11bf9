package io.aegismatrix.engine.natives;

import io.aegismatrix.data.io.OwnFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of this process alone in the system's temporary one, under a name nobody can foresee, gone when the process ends
 * in good order. The process holds a lock in it as long as it lives; so the next one that needs such a folder knows which
 * belong to the dead, and takes those of its user away.
 */
final class TemporaryFolder {

    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

    private static final String PREFIX = "aegis-native-";
    private static final String LOCK = ".lock";

    /** Between making a folder and locking it lie microseconds; an hour is on the safe side. */
    private static final Duration UNLOCKED_FOR = Duration.ofHours(1);

    private static @Nullable TemporaryFolder ofProcess;

    private final Path folder;
    private final FileChannel lock;

    private TemporaryFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** The folder of this process, made on the first call. @throws IOException if there is no place for one */
    static synchronized Path ofProcess() throws IOException {
        TemporaryFolder known = ofProcess;
        if (known == null) {
            known = make(Path.of(System.getProperty("java.io.tmpdir")));
            Runtime.getRuntime().addShutdownHook(new Thread(known::delete, "temporary folder"));
            ofProcess = known;
        }
        return known.path();
    }

    /** A new folder; what the dead left beside it is taken away. */
    static TemporaryFolder make(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX).toRealPath();
        Path file = folder.resolve(LOCK);
        FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (lock.tryLock() == null || !Files.exists(file)) {
            // Taken for one that was left, in the moment before it was locked.
            lock.close();
            return make(parent);
        }
        TemporaryFolder made = new TemporaryFolder(folder, lock);
        made.sweepOthers();
        return made;
    }

    Path path() {
        return folder;
    }

    void delete() {
        try {
            lock.close();
            deleteAll(folder);
        } catch (IOException e) {
            LOG.debug("{} was not deleted: {}", folder, e.toString());
        }
    }

    private void sweepOthers() {
        Path parent = folder.getParent();
        if (parent == null) {
            return;
        }
        try (DirectoryStream<Path> others = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path other : others) {
                if (!other.equals(folder)) {
                    sweep(other);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("Folders of runs that died were not looked for in {}: {}", parent, e.toString());
        }
    }

    private void sweep(Path other) {
        try {
            if (Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS) && OwnFiles.isOwn(other) && isLeft(other)) {
                deleteAll(other);
                LOG.info("{}: left by a run that died, deleted", other);
            }
        } catch (IOException e) {
            LOG.debug("{} was not deleted: {}", other, e.toString());
        }
    }

    private boolean isLeft(Path other) throws IOException {
        Path held = other.resolve(LOCK);
        if (!Files.isRegularFile(held, LinkOption.NOFOLLOW_LINKS)) {
            return touched(other).isBefore(touched(folder).minus(UNLOCKED_FOR));
        }
        try (FileChannel channel = FileChannel.open(held, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static Instant touched(Path path) throws IOException {
        return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static void deleteAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted((one, other) -> other.compareTo(one)).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
