package io.aegismatrix.engine;

import io.aegismatrix.data.io.DraftFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folders that are there as a whole or not at all, also if the machine stops in between; for files see {@link DraftFile}. */
final class DraftFolder {

    private static final Pattern DRAFT =
            Pattern.compile("\\.new-.+-(\\d{1,18})-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private DraftFolder() {}

    /** Moves in one step and forces the folder, so that the new name outlives a power cut. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path folder = to.toAbsolutePath().getParent();
        if (folder != null) {
            forceFolder(folder);
        }
    }

    /**
     * A name of its own beside the target, with the process that writes it: readable by whoever may read the target,
     * unlike a temporary file.
     */
    static Path draftOf(Path target) {
        return target.resolveSibling(
                ".new-" + target.getFileName() + "-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
    }

    /** Drafts in a folder whose writers have died: nobody will ever finish them. */
    static List<Path> orphans(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> orphans = new ArrayList<>();
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, ".new-*")) {
            for (Path draft : drafts) {
                Matcher name = DRAFT.matcher(draft.getFileName().toString());
                if (name.matches() && !isBeingWritten(draft, Long.parseLong(name.group(1)))) {
                    orphans.add(draft);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return List.copyOf(orphans);
    }

    /** A process that was started after the draft was touched last only bears the number of the one that wrote it. */
    private static boolean isBeingWritten(Path draft, long writer) throws IOException {
        Instant touched =
                Files.getLastModifiedTime(draft, LinkOption.NOFOLLOW_LINKS).toInstant();
        return ProcessHandle.of(writer)
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .filter(start -> start.isAfter(touched))
                        .isEmpty())
                .isPresent();
    }

    /** Writes a file nobody reads yet and forces it to disk. */
    static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Forces the names in a folder to disk; only POSIX systems can open a folder for that. */
    static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
