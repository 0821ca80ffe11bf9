package io.aegismatrix.runner;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs on one machine from working on the same file or folder at once. The operating system frees the lock if
 * the process dies. It lies in the temporary folder, so that a refused run leaves no trace beside what it would write.
 */
final class RunLock {

    private RunLock() {}

    /**
     * Works while holding the lock of what {@code target} names.
     *
     * @throws CommandException with exit code 14 if another run holds it
     */
    static void hold(Path target, Runnable work) {
        Path file = file(target);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (tryLock(channel) == null) {
                throw new CommandException(
                        ExitCode.LOCKED,
                        target + ": another run is working on it (lock " + file + "); try again later");
            }
            work.run();
        } catch (IOException e) {
            throw new CommandException(ExitCode.INTERNAL, file + ": cannot be locked: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Path file(Path target) {
        String name = target.toAbsolutePath().normalize().toString();
        String hash = Hashing.sha256().hashString(name, StandardCharsets.UTF_8).toString();
        String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "aegis-" + user + "-" + hash.substring(0, 16) + ".lock");
    }
}
