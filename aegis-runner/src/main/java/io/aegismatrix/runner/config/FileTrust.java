package io.aegismatrix.runner.config;

import io.aegismatrix.data.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether somebody else could have written a file that nobody named. It is trusted if it is a regular file, belongs to this
 * user or to root, as does a link that leads to it, and neither it nor its folder can be written by others; a folder where
 * everybody may write but touch only what is theirs, such as {@code /tmp}, is as good. Where files have no such owners, as
 * on Windows, every file is trusted.
 */
final class FileTrust {

    private static final String UNIX = "unix";
    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;
    private static final int KIND = 0170000;
    private static final int LINK = 0120000;

    private FileTrust() {}

    /** Why a file that exists is not to be trusted; empty if it is. */
    static Optional<String> objection(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            return Optional.empty();
        }
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real)) {
                return Optional.of("it is no regular file");
            }
            List<Seen> all = new ArrayList<>();
            for (Path path : List.of(file.toAbsolutePath(), real)) {
                all.add(Seen.of("it", path));
                all.add(Seen.of(
                        "its folder", Objects.requireNonNull(path.getParent()).toRealPath()));
            }
            int self = self();
            return all.stream().flatMap(seen -> seen.objection(self).stream()).findFirst();
        } catch (IOException e) {
            return Optional.of(IoReason.of(e));
        }
    }

    /** Number of this user: who owns the process, or on a system that does not show it, the home. */
    private static int self() throws IOException {
        Path process = Path.of("/proc/self");
        Path ours = Files.exists(process) ? process : Path.of(System.getProperty("user.home", "/"));
        return (int) Files.getAttribute(ours, "unix:uid");
    }

    /**
     * A file or folder.
     *
     * @param name what it is in the complaint
     * @param owner number of its owner
     * @param mode kind and rights
     */
    private record Seen(String name, int owner, int mode) {

        static Seen of(String name, Path path) throws IOException {
            return new Seen(name, (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS), (int)
                    Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS));
        }

        Optional<String> objection(int self) {
            if (owner != self && owner != ROOT) {
                return Optional.of(
                        name + " belongs to user " + owner + ", neither to this user (" + self + ") nor to root");
            }
            // The rights of a link say nothing.
            boolean writable = (mode & KIND) != LINK && (mode & WRITABLE_BY_OTHERS) != 0;
            return writable && (mode & STICKY) == 0
                    ? Optional.of(name + " can be written by others (mode " + Integer.toOctalString(mode & 07777) + ")")
                    : Optional.empty();
        }
    }
}
