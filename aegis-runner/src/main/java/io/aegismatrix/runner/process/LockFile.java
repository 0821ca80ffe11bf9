package io.aegismatrix.runner.process;

import io.aegismatrix.data.io.OwnFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An open lock file, locked or not. It is never a link, never a file with a further name and never one that holds anything
 * but a signature, so that nothing else can be written through it. Whoever may write the folder may lock it.
 */
final class LockFile implements AutoCloseable {

    /** Past everything that is written, because some systems let nobody read the part of a file that is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_SIGNATURE = 4_096;

    /** Each attempt loses against another run that began or ended in that moment. */
    private static final int ATTEMPTS = 100;

    private final Path file;
    private final FileChannel channel;
    private final boolean locked;

    private LockFile(Path file, FileChannel channel, boolean locked) {
        this.file = file;
        this.channel = channel;
        this.locked = locked;
    }

    /**
     * Opens a lock file, makes it if need be, and locks it unless somebody else has.
     *
     * @throws FileSystemException if what bears its name is no lock file
     * @throws IOException if it cannot be opened or its file system has no locks
     */
    static LockFile open(Path file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<LockFile> opened = attempt(file);
            if (opened.isPresent()) {
                return opened.get();
            }
        }
        throw new FileSystemException(file.toString(), null, "it came and went " + ATTEMPTS + " times");
    }

    /** Empty if the file was taken away meanwhile by the run that had it: then another may have made a new one. */
    private static Optional<LockFile> attempt(Path file) throws IOException {
        FileChannel channel;
        Object before;
        try {
            before = made(file);
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | FileAlreadyExistsException e) {
            return Optional.empty();
        }
        LockFile opened = null;
        try {
            opened = new LockFile(file, channel, tryLock(channel));
            // Only what still bears the name keeps others out.
            if (!opened.locked || before.equals(keyIfThere(file))) {
                opened.requireSignature();
                return Optional.of(opened);
            }
            opened = null;
            return Optional.empty();
        } finally {
            if (opened == null) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What tells the file of that name from others; makes it if it is not there. */
    private static Object made(Path file) throws IOException {
        try {
            return key(file);
        } catch (NoSuchFileException e) {
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
                    .close();
            openToWritersOf(file);
            return key(file);
        }
    }

    private static Object keyIfThere(Path file) throws IOException {
        try {
            return key(file);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static Object key(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile() || OwnFiles.hasOtherNames(file)) {
            String kind = found.isSymbolicLink() ? "a link" : found.isDirectory() ? "a folder" : "no plain file";
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "it is " + (found.isRegularFile() ? "a file with further names" : kind)
                            + ", not the lock of a run; look who made it, and delete it");
        }
        // Where the system has no such key, the moment it was made must do.
        return Objects.requireNonNullElse(found.fileKey(), found.creationTime());
    }

    /** Another user who may put a payload in that folder must be able to see that somebody else is doing so. */
    private static void openToWritersOf(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Path folder = file.toAbsolutePath().getParent();
        if (view == null || folder == null) {
            return;
        }
        PosixFileAttributes place = Files.readAttributes(folder, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions =
                EnumSet.copyOf(view.readAttributes().permissions());
        if (place.permissions().contains(PosixFilePermission.GROUP_WRITE)) {
            if (!view.readAttributes().group().equals(place.group())) {
                giveToGroup(view, place);
            }
            permissions.add(PosixFilePermission.GROUP_READ);
            permissions.add(PosixFilePermission.GROUP_WRITE);
        }
        if (place.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            permissions.add(PosixFilePermission.OTHERS_READ);
            permissions.add(PosixFilePermission.OTHERS_WRITE);
        }
        view.setPermissions(permissions);
    }

    private static void giveToGroup(PosixFileAttributeView view, PosixFileAttributes place) throws IOException {
        try {
            view.setGroup(place.group());
        } catch (FileSystemException e) {
            // Not a member: then neither can write what the other makes there.
        }
    }

    private void requireSignature() throws IOException {
        Optional<String> text = signature();
        if (channel.size() > LONGEST_SIGNATURE
                || text.filter(found -> !isSignature(found)).isPresent()) {
            channel.close();
            throw new FileSystemException(
                    file.toString(),
                    null,
                    "it holds something else than the name of a run; nothing was written, look whose it is");
        }
    }

    /** Also one that a power cut tore: its beginning, or as many zeros. */
    private static boolean isSignature(String text) {
        return text.startsWith(RunLock.Owner.BEGINNING)
                || RunLock.Owner.BEGINNING.startsWith(text)
                || text.chars().allMatch(letter -> letter == 0);
    }

    /** Whether this process has it; otherwise another run does. */
    boolean isLocked() {
        return locked;
    }

    /** What the present owner or one that died wrote. */
    Optional<String> signature() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_SIGNATURE);
        int read = channel.read(bytes, 0);
        return read <= 0 ? Optional.empty() : Optional.of(new String(bytes.array(), 0, read, StandardCharsets.UTF_8));
    }

    /**
     * Says whose it is. A thread that was told to stop still does: a channel would close, and give the lock away.
     *
     * @param signature nothing to sign off
     */
    void sign(byte[] signature) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            channel.truncate(0);
            ByteBuffer bytes = ByteBuffer.wrap(signature);
            while (bytes.hasRemaining()) {
                channel.write(bytes, bytes.position());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Takes the file away while it is still locked: whoever opened it meanwhile sees that it lost its name. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
