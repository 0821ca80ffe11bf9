package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.console.ShownStream;
import io.aegismatrix.runner.process.RunContext;
import java.util.function.Supplier;

/** Shows how far a command has come: one line to a person, lines to a log, nothing to whoever asked for quiet. */
interface TrainingProgress extends ProgressListener, AutoCloseable {

    @Override
    void close();

    /** What is being done now, in words; only a person who waits is told. */
    default void stage(String words) {}

    /** Whether what is told is written over by what comes next. */
    default boolean isOverwritten() {
        return false;
    }

    /**
     * The display that suits the run.
     *
     * @param stage what is done first
     */
    static TrainingProgress of(RunContext context, Console console, String stage) {
        if (console.quiet()) {
            return new Silence();
        }
        return context.terminal() && !console.json()
                ? new StatusLine(ShownStream.behind(context.err()), context.clock(), WideFlag.columns(context), stage)
                : new ProgressLines(console, context.clock());
    }

    /** Works while a person sees what is being done. */
    static <T> T during(RunContext context, Console console, String stage, Supplier<T> work) {
        TrainingProgress progress = of(context, console, stage);
        try {
            return work.get();
        } finally {
            progress.close();
        }
    }

    /** Shows nothing. */
    final class Silence implements TrainingProgress {
        @Override
        public void advanced(String task, int done, int total) {}

        @Override
        public void close() {}
    }
}
