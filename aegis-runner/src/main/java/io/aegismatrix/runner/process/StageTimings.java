package io.aegismatrix.runner.process;

import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** How long the stages of a run took, by the run's clock. Not thread-safe. */
public final class StageTimings {

    private final Clock clock;
    private final long start;
    private final SortedMap<String, Long> millis = new TreeMap<>();

    public StageTimings(Clock clock) {
        this.clock = clock;
        this.start = clock.millis();
    }

    public <T> T time(String stage, Supplier<T> work) {
        long before = clock.millis();
        T result = work.get();
        millis.merge(stage, since(before), Long::sum);
        return result;
    }

    void run(String stage, Runnable work) {
        long before = clock.millis();
        work.run();
        millis.merge(stage, since(before), Long::sum);
    }

    /** Milliseconds by stage, and from the beginning until now as {@code total}. */
    public SortedMap<String, Long> soFar() {
        SortedMap<String, Long> all = new TreeMap<>(millis);
        all.put("total", since(start));
        return all;
    }

    /** A wall clock may be set back while we run. */
    private long since(long moment) {
        return Math.max(0, clock.millis() - moment);
    }
}
