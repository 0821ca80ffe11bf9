package io.aegismatrix.runner.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own, which can be filled up and made read-only; needs the right to mount. */
final class Tmpfs implements AutoCloseable {

    private static final int CHUNK = 1024;

    private final Path folder;

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /** Mounts a disk; skips the test where nobody may. */
    static Tmpfs mount(Path folder, int kilobytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted =
                run(List.of("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", folder.toString()));
        Assumptions.assumeTrue(mounted, "this user may not mount a small disk; the test with it is skipped");
        return new Tmpfs(folder);
    }

    private static boolean run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    /** Takes all the room there is but {@code left} bytes. */
    void fillUp(int left) throws IOException {
        Path ballast = folder.resolve("ballast");
        long room = Files.getFileStore(folder).getUsableSpace() - left;
        byte[] chunk = new byte[CHUNK];
        Arrays.fill(chunk, (byte) 1);
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long written = 0; written + CHUNK <= room; written += CHUNK) {
                out.write(chunk);
            }
        }
    }

    void readOnly() {
        boolean done = run(List.of("mount", "-o", "remount,ro", folder.toString()));
        Assumptions.assumeTrue(done, "this user may not make a disk read-only; the test with it is skipped");
    }

    /** Names that begin with a dot: what a run that failed would have left behind. */
    long drafts() {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("."))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "-l", folder.toString()));
    }
}
