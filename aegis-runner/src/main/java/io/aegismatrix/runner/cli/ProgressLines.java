package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.console.Console;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Lines such as {@code train direction_seq 3/12 00:41, about 02:03 left}, with the time since the run began; a task
 * gets a line every few seconds and one at its end. Thread-safe.
 */
final class ProgressLines implements TrainingProgress {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Console console;
    private final Clock clock;
    private final Instant start;
    private final Map<String, Task> tasks = new HashMap<>();

    ProgressLines(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** When and where a task was first seen, which its pace is measured from. */
    private static final class Task {
        private final Instant first;
        private final int firstDone;
        private Instant shown = Instant.MIN;

        Task(Instant first, int firstDone) {
            this.first = first;
            this.firstDone = firstDone;
        }
    }

    @Override
    public synchronized void advanced(String name, int done, int total) {
        Instant now = clock.instant();
        Task task = tasks.computeIfAbsent(name, key -> new Task(now, done));
        if (done < total && now.isBefore(task.shown.equals(Instant.MIN) ? now : task.shown.plus(PAUSE))) {
            return;
        }
        task.shown = now;
        console.progress("train " + name + " " + done + "/" + total + " " + minutes(Duration.between(start, now))
                + left(task, now, done, total));
    }

    private static String left(Task task, Instant now, int done, int total) {
        Duration taken = Duration.between(task.first, now);
        if (done >= total || done <= task.firstDone || taken.isZero()) {
            return "";
        }
        Duration left = taken.multipliedBy(total - done).dividedBy(done - task.firstDone);
        return ", about " + minutes(left) + " left";
    }

    private static String minutes(Duration duration) {
        return String.format(Locale.ROOT, "%02d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    @Override
    public void close() {}
}
