package io.aegismatrix.runner.dashboard;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the threads of one server count together. Thread-safe. */
final class ServerTally {

    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder late = new LongAdder();
    private final ConcurrentMap<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    /** A connection more. @return how many there are now */
    int opened() {
        return open.incrementAndGet();
    }

    /** A connection less. */
    void closed() {
        open.decrementAndGet();
    }

    /** A connection was closed because its reader's time was over. */
    void cutOff() {
        late.increment();
    }

    /** An answer is on its way. */
    void answered(int status) {
        answers.computeIfAbsent(status, any -> new LongAdder()).increment();
    }

    /** Connections now. */
    int connections() {
        return open.get();
    }

    /** Connections closed because their readers' time was over, idle ones included. */
    long late() {
        return late.sum();
    }

    /** Answers so far, by status. */
    SortedMap<Integer, Long> answers() {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (Map.Entry<Integer, LongAdder> entry : answers.entrySet()) {
            counts.put(entry.getKey(), Objects.requireNonNull(entry.getValue()).sum());
        }
        return counts;
    }
}
