package io.aegismatrix.runner;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs on one machine from working at once. The operating system holds the lock, so it is free the moment its
 * owner dies, whatever the file says; the file says who the owner is, and an owner who left it unsigned was killed.
 */
final class RunLock {

    /** Past everything that is written, because some systems let nobody read the part of a file that is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST_SIGNATURE = 4_096;

    private final Path file;
    private final String what;

    private RunLock(Path file, String what) {
        this.file = file;
        this.what = what;
    }

    /** The lock of one thing. It lies in the temporary folder, so that a refused run leaves no trace beside the thing. */
    static RunLock of(Path target) {
        String name = target.toAbsolutePath().normalize().toString();
        String hash = Hashing.sha256().hashString(name, StandardCharsets.UTF_8).toString();
        String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9]", "_");
        String lock = "aegis-" + user + "-" + hash.substring(0, 16) + ".lock";
        return new RunLock(Path.of(System.getProperty("java.io.tmpdir"), lock), target.toString());
    }

    /** The lock in a stated file, which all commands share. */
    static RunLock at(Path file) {
        return new RunLock(file, "aegis");
    }

    /**
     * Who holds a lock.
     *
     * @param name user, machine and command
     * @param pid process id
     * @param start when the run started
     */
    record Owner(String name, long pid, Instant start) {

        static Owner current(RunContext context, String command, Instant start) {
            String user = System.getProperty("user.name", "user");
            String host = context.environment().getOrDefault("HOSTNAME", "localhost");
            return new Owner(
                    user + "@" + host + " " + command, ProcessHandle.current().pid(), start);
        }

        private byte[] signature() {
            StringWriter text = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
                json.writeStartObject();
                json.writeStringField("owner", name);
                json.writeNumberField("pid", pid);
                json.writeStringField("start", start.toString());
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        }

        private static String describe(String signature) {
            try {
                JsonNode node = new JsonMapper().readTree(signature);
                return node.path("owner").asText("?") + ", pid "
                        + node.path("pid").asText("?") + ", started "
                        + node.path("start").asText("?");
            } catch (JsonProcessingException e) {
                return "somebody who left no name";
            }
        }
    }

    /**
     * Works while holding the lock.
     *
     * @param notices told if the lock was left behind by a run that died
     * @throws CommandException with exit code 14 and the holder's name if another run holds it
     */
    void hold(Owner owner, Consumer<String> notices, Runnable work) {
        try (RandomAccessFile opened = open()) {
            FileLock lock = tryLock(opened);
            if (lock == null) {
                throw new CommandException(
                        ExitCode.LOCKED,
                        what + ": another run is working on it: "
                                + signature(opened).map(Owner::describe).orElse("somebody who is just starting")
                                + " (lock " + file + "); try again later");
            }
            signature(opened)
                    .ifPresent(left -> notices.accept(
                            "took over the lock " + file + " of a run that died: " + Owner.describe(left)));
            sign(opened, owner.signature());
            try {
                work.run();
            } finally {
                sign(opened, new byte[0]);
            }
        } catch (IOException e) {
            throw CommandException.of(file + ": cannot be locked", e);
        }
    }

    private RandomAccessFile open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return new RandomAccessFile(file.toFile(), "rw");
    }

    private static @Nullable FileLock tryLock(RandomAccessFile opened) throws IOException {
        try {
            return opened.getChannel().tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Optional<String> signature(RandomAccessFile opened) throws IOException {
        byte[] bytes = new byte[(int) Math.min(LONGEST_SIGNATURE, opened.length())];
        opened.seek(0);
        int read = bytes.length == 0 ? 0 : Math.max(0, opened.read(bytes));
        return read == 0 ? Optional.empty() : Optional.of(new String(bytes, 0, read, StandardCharsets.UTF_8));
    }

    // Not through the channel: it would close, and give the lock away, if the thread were told to stop meanwhile.
    private static void sign(RandomAccessFile opened, byte[] signature) throws IOException {
        opened.setLength(0);
        opened.seek(0);
        opened.write(signature);
    }
}
