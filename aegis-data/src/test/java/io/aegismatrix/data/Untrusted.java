package io.aegismatrix.data;

import com.google.common.base.Stopwatch;
import java.time.Duration;
import java.util.List;

/**
 * What every parser owes to bytes from outside: it takes them or refuses them as documented, soon, and in the memory of
 * a small JVM (the fuzz profile gives it 512 MB). Anything else is a finding.
 */
public final class Untrusted {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Untrusted() {}

    /** Reads untrusted bytes. */
    @FunctionalInterface
    public interface Reading {
        void read() throws Exception;
    }

    /** Reads, and lets only the documented refusals pass. */
    public static void parsesOrRefuses(Reading reading, List<Class<? extends Exception>> refusals) {
        Stopwatch watch = Stopwatch.createStarted();
        try {
            reading.read();
        } catch (Exception e) {
            requireDocumented(e, refusals);
        }
        if (watch.elapsed().compareTo(PATIENCE) > 0) {
            throw new AssertionError("took " + watch + ", at most " + PATIENCE + " are allowed");
        }
    }

    private static void requireDocumented(Exception e, List<Class<? extends Exception>> refusals) {
        boolean documented = refusals.stream().anyMatch(refusal -> refusal.isInstance(e));
        if (!documented) {
            throw new AssertionError("undocumented " + e, e);
        }
        if (e.getMessage() == null || e.getMessage().isBlank()) {
            throw new AssertionError("a refusal without a message", e);
        }
    }
}
