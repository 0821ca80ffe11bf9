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

    /** Reads, and lets only the documented refusals pass. A first reading also loads classes, so a slow one is repeated. */
    public static void parsesOrRefuses(Reading reading, List<Class<? extends Exception>> refusals) {
        if (time(reading, refusals).compareTo(PATIENCE) > 0) {
            Duration again = time(reading, refusals);
            if (again.compareTo(PATIENCE) > 0) {
                throw new AssertionError("took " + again + ", at most " + PATIENCE + " are allowed");
            }
        }
    }

    private static Duration time(Reading reading, List<Class<? extends Exception>> refusals) {
        Stopwatch watch = Stopwatch.createStarted();
        try {
            reading.read();
        } catch (Exception e) {
            requireDocumented(e, refusals);
        }
        return watch.elapsed();
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
