package io.aegismatrix.runner.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** One bar a task, with the time it has left. Thread-safe. */
final class ProgressBars implements TrainingProgress {

    private static final int REFRESH_MILLIS = 250;

    private final PrintStream err;
    private final Map<String, ProgressBar> bars = new LinkedHashMap<>();

    ProgressBars(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void advanced(String task, int done, int total) {
        ProgressBar bar = bars.computeIfAbsent(task, this::bar);
        bar.maxHint(total);
        bar.stepTo(done);
        if (done >= total) {
            bar.close();
        }
    }

    private ProgressBar bar(String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(err))
                .build();
    }

    @Override
    public synchronized void close() {
        bars.values().forEach(ProgressBar::close);
    }
}
