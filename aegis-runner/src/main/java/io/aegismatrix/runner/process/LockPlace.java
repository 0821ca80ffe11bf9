package io.aegismatrix.runner.process;

import com.google.common.hash.Hashing;
import io.aegismatrix.data.io.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the lock of a thing lies: in the folder that whoever changes the thing must be able to write, so that all who can
 * exclude each other, in whatever container, under whatever user. In a folder that everybody shares, as {@code /tmp}, a name
 * may be taken by anybody, but a file there is changed by its owner only; and what cannot be written is changed by nobody:
 * for these the lock lies in a folder of this user alone.
 */
final class LockPlace {

    private static final Logger LOG = LoggerFactory.getLogger(LockPlace.class);

    private static final String END = ".lock";

    /** With room for what a name may still get: most systems allow 255 bytes. */
    private static final int LONGEST_NAME = 200;

    /** Of what runs left that were killed; no run lasts that long without signing. */
    private static final Duration LEFT_FOR = Duration.ofDays(1);

    private final Path folder;
    private final String name;
    private final Optional<Path> own;
    private final boolean stated;
    private final List<Path> made = new ArrayList<>();

    private LockPlace(Path folder, String name, Optional<Path> own, boolean stated) {
        this.folder = folder;
        this.name = name;
        this.own = own;
        this.stated = stated;
    }

    /**
     * The place for a file's lock: beside it.
     *
     * @param own cache of this user alone, if there is one
     */
    static LockPlace ofFile(Path file, Optional<Path> own) {
        Path whole = file.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        return parent == null
                ? ofFolder(whole, own)
                : new LockPlace(parent, "." + shortened(String.valueOf(whole.getFileName())) + END, own, false);
    }

    /** The place for a folder's lock: in it. */
    static LockPlace ofFolder(Path folder, Optional<Path> own) {
        return new LockPlace(folder.toAbsolutePath().normalize(), ".aegis" + END, own, false);
    }

    /** A stated place, which is taken as it is. */
    static LockPlace at(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path parent = Optional.ofNullable(whole.getParent()).orElse(whole);
        return new LockPlace(parent, String.valueOf(whole.getFileName()), Optional.empty(), true);
    }

    /** Whether the lock file goes with the run. */
    boolean isTemporary() {
        return !stated;
    }

    private static String shortened(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME ? hash(name) : name;
    }

    private static String hash(String text) {
        return Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 32);
    }

    /** The lock file, whose folder is made if need be; empty if there is no place for one. */
    Optional<Path> find() {
        try {
            make(folder);
            if (stated || (Files.isWritable(folder) && !OwnFiles.isShared(folder))) {
                return Optional.of(folder.resolve(name));
            }
        } catch (IOException e) {
            if (stated) {
                return Optional.of(folder.resolve(name));
            }
            // Whether what is to be written there can be is for whoever writes it to say.
            LOG.debug("No lock beside {}: {}", folder, e.toString());
        }
        return own.flatMap(this::findOwn);
    }

    private Optional<Path> findOwn(Path cache) {
        try {
            Path locks = OwnFiles.requireOwnFolder(cache.resolve("locks"));
            Path lock = locks.resolve(hash(real().resolve(name).toString()) + END);
            sweep(locks, lock);
            return Optional.of(lock);
        } catch (IOException e) {
            LOG.debug("No lock in {}: {}", cache, e.toString());
            return Optional.empty();
        }
    }

    /** One thing has one lock, whichever links lead to it. */
    private Path real() throws IOException {
        return Files.exists(folder) ? folder.toRealPath() : folder;
    }

    private void make(Path wanted) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path path = wanted; path != null && !Files.exists(path); path = path.getParent()) {
            missing.add(path);
        }
        Files.createDirectories(wanted);
        made.addAll(missing);
    }

    /** Takes away the folders that were made for the lock and hold nothing else. */
    void leave() {
        try {
            for (Path path : made) {
                Files.deleteIfExists(path);
            }
        } catch (DirectoryNotEmptyException e) {
            // The run has put something there.
        } catch (IOException e) {
            LOG.debug("{} was not taken away: {}", made, e.toString());
        }
    }

    private static void sweep(Path locks, Path but) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(locks, "*" + END)) {
            Instant latest = Instant.EPOCH;
            List<Path> others = new ArrayList<>();
            for (Path file : files) {
                latest = touched(file).isAfter(latest) ? touched(file) : latest;
                others.add(file);
            }
            for (Path other : others) {
                if (!other.equals(but) && touched(other).isBefore(latest.minus(LEFT_FOR))) {
                    deleteIfFree(other);
                }
            }
        } catch (IOException e) {
            LOG.debug("Locks in {} were not looked through: {}", locks, e.toString());
        }
    }

    private static Instant touched(Path file) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    }

    private static void deleteIfFree(Path other) throws IOException {
        try (LockFile opened = LockFile.open(other)) {
            if (opened.isLocked()) {
                opened.delete();
            }
        }
    }
}
