package io.aegismatrix.data.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which files are this user's, and which files and folders nobody else can change. On systems without owners and modes of POSIX every
 * file counts as one's own: there the user's own folders are kept from others by the system's lists.
 */
public final class OwnFiles {

    private static final int ROOT = 0;
    private static final int UNKNOWN = -1;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int READABLE_BY_OTHERS = 0044;
    private static final int STICKY = 01000;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;
    private static final int FOLDER = 0040000;

    private static final AtomicInteger USER = new AtomicInteger(UNKNOWN);

    private OwnFiles() {}

    /** A folder or link that is not this user's alone. */
    public static final class DistrustException extends FileSystemException {

        private static final long serialVersionUID = 1L;

        DistrustException(Path path, String fault) {
            super(path.toString(), null, path + " " + fault);
        }

        @Override
        public String getMessage() {
            return String.valueOf(getReason());
        }
    }

    /** Owner and mode of a file, which is not followed if it is a link. */
    private record Entry(int owner, int mode) {

        static Entry of(Path path) throws IOException {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
            return new Entry(number(attributes, "uid"), number(attributes, "mode"));
        }

        private static int number(Map<String, Object> attributes, String name) {
            return attributes.get(name) instanceof Integer number ? number : UNKNOWN;
        }

        boolean isTrusted(int user) {
            return owner == user || owner == ROOT;
        }

        /** The rights of a link say nothing. */
        boolean isWritableByOthers() {
            return (mode & KIND) != LINK && (mode & WRITABLE_BY_OTHERS) != 0;
        }

        /** Others may make files there, but not rename or delete those of this user. */
        boolean isSticky() {
            return (mode & KIND) == FOLDER && (mode & STICKY) != 0;
        }

        /** Whether others can neither change it nor put something else in place of what is this user's in it. */
        boolean isSafe(int user) {
            return isTrusted(user) && (!isWritableByOthers() || isSticky());
        }
    }

    /** Whether a file, or a link itself, belongs to the user of this process. @throws IOException if it cannot be looked at */
    public static boolean isOwn(Path path) throws IOException {
        return !hasOwners(path) || Entry.of(path).owner() == user();
    }

    /** Whether others can make files in a folder, though not touch those of this user, as in {@code /tmp}. */
    public static boolean isShared(Path folder) throws IOException {
        return hasOwners(folder) && Entry.of(folder.toRealPath()).isSticky();
    }

    /** Whether others than its owner can read a file. @throws IOException if it cannot be looked at */
    public static boolean isReadableByOthers(Path file) throws IOException {
        return hasOwners(file) && (Entry.of(file.toRealPath()).mode() & READABLE_BY_OTHERS) != 0;
    }

    /** Whether a file has further names, so that writing it writes another, too. */
    public static boolean hasOtherNames(Path file) throws IOException {
        return hasOwners(file)
                && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer names
                && names > 1;
    }

    /**
     * A folder that nobody else can change, made for this user alone if it is not there: it is this user's, neither group
     * nor others may write it, and nobody but this user and the superuser can put another in its place.
     *
     * @return its real path, free of links, which is the one to go on with
     * @throws DistrustException saying which folder or link is not to be trusted
     * @throws IOException if it cannot be made
     */
    public static Path requireOwnFolder(Path folder) throws IOException {
        Path wanted = folder.toAbsolutePath().normalize();
        if (!hasOwners(wanted)) {
            return Files.createDirectories(wanted).toRealPath();
        }
        requireNoForeignLink(wanted);
        requireSafeWay(existing(wanted).toRealPath());
        Files.createDirectories(wanted, forOwnerAlone());
        Path real = wanted.toRealPath();
        requireSafeWay(real.getParent());
        Entry entry = Entry.of(real);
        if (entry.owner() != user() || entry.isWritableByOthers()) {
            throw new DistrustException(real, fault(entry));
        }
        return real;
    }

    private static FileAttribute<?> forOwnerAlone() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    }

    private static Path existing(Path wanted) throws IOException {
        for (Path path = wanted; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                if (!Files.isDirectory(path)) {
                    throw new FileAlreadyExistsException(path.toString(), null, "it is no folder");
                }
                return path;
            }
        }
        return wanted.getRoot();
    }

    private static void requireNoForeignLink(Path wanted) throws IOException {
        for (Path path = wanted; path != null; path = path.getParent()) {
            if (Files.isSymbolicLink(path) && !Entry.of(path).isTrusted(user())) {
                throw new DistrustException(path, "is a link of another user");
            }
        }
    }

    /** Whoever can rename a folder on the way can put another in its place. */
    private static void requireSafeWay(@Nullable Path real) throws IOException {
        for (Path path = real; path != null; path = path.getParent()) {
            Entry entry = Entry.of(path);
            if (!entry.isSafe(user())) {
                throw new DistrustException(path, fault(entry));
            }
        }
    }

    private static String fault(Entry entry) throws IOException {
        return entry.owner() == user() || (entry.owner() == ROOT && entry.isWritableByOthers())
                ? "can be written by others (mode " + Integer.toOctalString(entry.mode() & 07777) + ")"
                : "belongs to user " + entry.owner() + ", not to this user (" + user() + ")";
    }

    /**
     * Why a file that is there, and that nobody named, is not to be trusted. It is trusted if it is a regular file, belongs
     * to this user or to root, as does a link that leads to it, and neither it nor its folder can be written by others; a
     * folder where everybody may write but touch only what is theirs, such as {@code /tmp}, is as good.
     *
     * @return a sentence about "it"; empty if there is nothing against the file
     */
    public static Optional<String> objection(Path file) {
        if (!hasOwners(file)) {
            return Optional.empty();
        }
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real)) {
                return Optional.of("it is no regular file");
            }
            for (Path path : List.of(file.toAbsolutePath(), real)) {
                Entry entry = Entry.of(path);
                Entry folder = Entry.of(Objects.requireNonNull(path.getParent()).toRealPath());
                if (!entry.isSafe(user())) {
                    return Optional.of("it " + fault(entry));
                }
                if (!folder.isSafe(user())) {
                    return Optional.of("its folder " + fault(folder));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(IoReason.of(e));
        }
    }

    /** Number of the user whose rights this process has when it makes files. */
    private static int user() throws IOException {
        if (USER.get() == UNKNOWN) {
            USER.set(findUser());
        }
        return USER.get();
    }

    private static int findUser() throws IOException {
        Path self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return ownerOf(self);
        }
        Path probe = Files.createTempFile("aegis-owner-", null);
        try {
            return ownerOf(probe);
        } finally {
            Files.delete(probe);
        }
    }

    private static int ownerOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid") instanceof Integer number ? number : UNKNOWN;
    }

    private static boolean hasOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }
}
