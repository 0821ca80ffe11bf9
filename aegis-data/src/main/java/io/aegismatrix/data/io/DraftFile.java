package io.aegismatrix.data.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a file that readers find whole or not at all, also if the machine stops in between: a draft beside it, forced to
 * disk, moved over it in one step.
 *
 * <p>A writer holds the system's lock on its draft. What a killed writer left is therefore known by its lock being free,
 * whatever number its process bore and in whichever container it ran; the next write of the same file takes it away. Drafts
 * of other users are left alone. Any number of threads and processes may write one file at once; the last one wins.
 */
public final class DraftFile {

    private static final Logger LOG = LoggerFactory.getLogger(DraftFile.class);

    /** What stands between name and end: a number of our own, or process and count as earlier versions had it. */
    private static final Pattern MIDDLE =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{1,19}-[0-9]{1,9}");

    private static final String END = ".tmp";

    /** Names may have 255 bytes on most systems; what is longer than this is cut in the draft's. */
    private static final int LONGEST_NAME = 60;

    private static final int ATTEMPTS = 10;

    /** Past everything that is written, because some systems let nobody read the part of a file that is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** The drafts of this process: opening one again and closing it would free its lock. */
    private static final Set<String> OWN = ConcurrentHashMap.newKeySet();

    private DraftFile() {}

    /** The file was written, but its folder could not be forced to disk: a power cut may bring the old one back. */
    public static final class NotForcedException extends IOException {

        private static final long serialVersionUID = 1L;

        NotForcedException(IOException cause) {
            super(IoReason.of(cause), cause);
        }
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes all of it; need not close the stream. */
        void to(OutputStream out) throws IOException;
    }

    /**
     * Puts a file in place of another, or of nothing, in one step. The folder must be there.
     *
     * @throws NotForcedException if it was written, but may not outlive a power cut
     * @throws IOException if it could not be written, or the target is a folder; the old file is then still there
     */
    public static void replace(Path target, Content content) throws IOException {
        Path file = target.toAbsolutePath().normalize();
        sweep(file);
        for (int attempt = 1; !written(file, content); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IOException("its draft was taken away " + ATTEMPTS + " times while it was written");
            }
        }
        forceFolder(folderOf(file));
    }

    /** False if another process took the fresh draft for one that was left, in the moment before it was locked. */
    private static boolean written(Path file, Content content) throws IOException {
        String name = prefix(file) + UUID.randomUUID() + END;
        Path draft = folderOf(file).resolve(name);
        OWN.add(name);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (isTaken(channel) || !Files.exists(draft)) {
                return false;
            }
            write(channel, content);
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(draft);
            OWN.remove(name);
        }
    }

    private static boolean isTaken(FileChannel draft) {
        try {
            return lock(draft) == null;
        } catch (IOException e) {
            // A file system without locks: nothing is swept there either.
            return false;
        }
    }

    private static void write(FileChannel channel, Content content) throws IOException {
        // Not to be closed by the writer of the content: the lock would go with it.
        OutputStream open = new FilterOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        OutputStream buffered = new BufferedOutputStream(open, 1 << 16);
        content.to(buffered);
        buffered.flush();
        channel.force(true);
    }

    private static String prefix(Path file) {
        String name = String.valueOf(file.getFileName());
        return "." + (name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name) + ".";
    }

    private static Path folderOf(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IOException("it is a folder");
        }
        return folder;
    }

    /** Takes away what killed writers of this file left. That it is still there harms no reader, so it stops no write. */
    private static void sweep(Path file) throws IOException {
        String prefix = prefix(file);
        try (DirectoryStream<Path> drafts =
                Files.newDirectoryStream(folderOf(file), path -> isDraft(String.valueOf(path.getFileName()), prefix))) {
            for (Path draft : drafts) {
                if (!OWN.contains(String.valueOf(draft.getFileName()))) {
                    sweepIfLeft(draft);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("Drafts of {} were not looked for: {}", file, e.toString());
        }
    }

    private static boolean isDraft(String name, String prefix) {
        if (!name.startsWith(prefix) || !name.endsWith(END) || name.length() < prefix.length() + END.length()) {
            return false;
        }
        Matcher middle = MIDDLE.matcher(name.substring(prefix.length(), name.length() - END.length()));
        return middle.matches();
    }

    private static void sweepIfLeft(Path draft) {
        try {
            if (!Files.isRegularFile(draft, LinkOption.NOFOLLOW_LINKS) || !OwnFiles.isOwn(draft)) {
                return;
            }
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = lock(channel)) {
                if (lock != null && Files.deleteIfExists(draft)) {
                    LOG.info("{}: left unfinished by a run that died, deleted", draft);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} was not deleted: {}", draft, e.toString());
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Forces the names in a folder to disk; only POSIX systems can open a folder for that. */
    private static void forceFolder(Path folder) throws NotForcedException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                throw new NotForcedException(e);
            }
        }
    }
}
