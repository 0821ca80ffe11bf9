package io.aegismatrix.runner.process;

import io.aegismatrix.runner.console.ShownStream;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The world outside, as one run sees it.
 *
 * @param environment environment variables
 * @param clock the only clock; its zone does not matter
 * @param out where results go; text is {@linkplain ShownStream shown, not obeyed}
 * @param err where messages and progress go; likewise
 * @param folder the working folder, which relative paths start from
 * @param terminal whether a person is watching, so that bars and colours make sense
 * @param engines how engines are trained and loaded
 */
public record RunContext(
        Map<String, String> environment,
        Clock clock,
        PrintStream out,
        PrintStream err,
        Path folder,
        boolean terminal,
        EngineLibrary engines) {

    public RunContext {
        environment = Map.copyOf(environment);
        out = ShownStream.of(out);
        err = ShownStream.of(err);
    }

    /** Number of the process. */
    long pid() {
        return ProcessHandle.current().pid();
    }

    /** When the process started, as the system says. */
    Optional<Instant> processStart() {
        return ProcessHandle.current().info().startInstant();
    }

    /** This machine, whose processes {@link #pid} counts; empty if it is not known. */
    String host() {
        String named = environment.getOrDefault("HOSTNAME", "");
        return named.isEmpty() ? kernelName() : named;
    }

    private static String kernelName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            // No Linux: one name for a machine whose ledger hardly lies on another one's disk.
            return "";
        }
    }

    /** Whether colours are welcome, see no-color.org. */
    public boolean colours() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
