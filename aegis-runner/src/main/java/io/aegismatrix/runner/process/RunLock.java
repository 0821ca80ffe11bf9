package io.aegismatrix.runner.process;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps two runs on one machine from working at once. The operating system holds the lock, so it is free the moment its
 * owner dies, whatever the file says; the file says who the owner is, and an owner who left it unsigned was killed.
 */
public final class RunLock {

    private final LockPlace place;
    private final String what;

    private RunLock(LockPlace place, String what) {
        this.place = place;
        this.what = what;
    }

    /**
     * The lock of one file, which any run that would write it must hold. Its file goes when the run ends.
     *
     * @param own cache of this user alone, if there is one
     */
    public static RunLock ofFile(Path target, Optional<Path> own) {
        return new RunLock(LockPlace.ofFile(target, own), target.toString());
    }

    /** The lock of all that lies in a folder. */
    public static RunLock ofFolder(Path target, Optional<Path> own) {
        return new RunLock(LockPlace.ofFolder(target, own), target.toString());
    }

    /** The lock in a stated file, which all commands share and which stays. */
    public static RunLock at(Path file) {
        return new RunLock(LockPlace.at(file), "aegis");
    }

    /**
     * Who holds a lock.
     *
     * @param name user, machine and command
     * @param pid process id
     * @param start when the run started
     */
    public record Owner(String name, long pid, Instant start) {

        /** How every signature begins. */
        static final String BEGINNING = "{\"owner\":";

        public static Owner current(RunContext context, String command, Instant start) {
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
     * Works while holding the lock. Where there is no place for one, it works without and says so.
     *
     * @param notices told if the lock was left behind by a run that died
     * @throws CommandException with exit code 14 and the holder's name if another run holds it
     */
    public void hold(Owner owner, Consumer<String> notices, Runnable work) {
        try {
            Optional<Path> file = place.find();
            if (file.isEmpty()) {
                notices.accept(
                        what + ": no other run is kept away, because there is no folder of this user alone for a lock;"
                                + " set lock in a configuration, or XDG_CACHE_HOME to such a folder");
                work.run();
            } else {
                hold(file.get(), owner, notices, work);
            }
        } finally {
            place.leave();
        }
    }

    private void hold(Path file, Owner owner, Consumer<String> notices, Runnable work) {
        try (LockFile opened = open(file)) {
            Optional<String> left = opened.signature();
            if (!opened.isLocked()) {
                throw new CommandException(
                        ExitCode.LOCKED,
                        what + ": another run is working on it: "
                                + left.map(Owner::describe).orElse("somebody who is just starting")
                                + " (lock " + file + "); try again later");
            }
            left.ifPresent(text ->
                    notices.accept("took over the lock " + file + " of a run that died: " + Owner.describe(text)));
            opened.sign(owner.signature());
            try {
                work.run();
            } finally {
                opened.sign(new byte[0]);
                if (place.isTemporary()) {
                    opened.delete();
                }
            }
        } catch (IOException e) {
            throw CommandException.of(file + ": cannot be locked", e);
        }
    }

    /** What another user left, or holds, may be closed to this one: neither is known, so nothing is touched. */
    private LockFile open(Path file) throws IOException {
        try {
            return LockFile.open(file);
        } catch (AccessDeniedException e) {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            String user = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName();
            throw new CommandException(
                    ExitCode.LOCKED,
                    what + ": a run of the user " + user + " is working on it, or died while it did (lock " + file
                            + ", which this user may not open); try again later, and delete the lock if no such run is"
                            + " left",
                    e);
        }
    }
}
