package io.aegismatrix.runner.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;

/**
 * One line of a terminal that says what is being done, such as {@code training seller_breach 41/50, model 5, 0:12 left}. It is
 * there at once, written over as the work goes on, and gone when that is done. The time left is that of the model being trained:
 * how many are to come, nobody knows before the engines tell. Thread-safe.
 */
final class StatusLine implements TrainingProgress {

    private final PrintStream err;
    private final Clock clock;
    private final int width;
    private final Map<String, Start> starts = new HashMap<>();
    private final ConsoleProgressBarConsumer terminal;

    /** When and where a task was first seen, which its pace is measured from. */
    private record Start(Instant at, int done, int number) {}

    /** @param width columns of the terminal */
    StatusLine(PrintStream err, Clock clock, int width, String stage) {
        this.err = err;
        this.clock = clock;
        this.width = width;
        this.terminal = new ConsoleProgressBarConsumer(err);
        show(stage);
    }

    @Override
    public synchronized void stage(String words) {
        show(words);
    }

    @Override
    public boolean isOverwritten() {
        return true;
    }

    @Override
    public synchronized void advanced(String task, int done, int total) {
        Instant now = clock.instant();
        Start start = starts.computeIfAbsent(task, name -> new Start(now, done, starts.size() + 1));
        show("training " + task + " " + done + "/" + total + ", model " + start.number()
                + left(start, now, done, total));
    }

    private static String left(Start start, Instant now, int done, int total) {
        Duration taken = Duration.between(start.at(), now);
        if (done >= total || done <= start.done() || taken.isZero()) {
            return "";
        }
        Duration left = taken.multipliedBy(total - done).dividedBy(done - start.done());
        return String.format(Locale.ROOT, ", %d:%02d left", left.toMinutes(), left.toSecondsPart());
    }

    /** As wide as the one before: what is shorter would leave its end standing. */
    private void show(String words) {
        int room = width - 1;
        String shown = words.substring(0, Math.min(room, words.length()));
        terminal.accept(shown + " ".repeat(room - shown.length()));
    }

    @Override
    public synchronized void close() {
        show("");
        err.print("\r");
        err.flush();
    }
}
