package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.console.ShownStream;
import io.aegismatrix.runner.process.RunContext;

/** Shows how far training has come: bars to a person, lines to a log, nothing to whoever asked for quiet. */
interface TrainingProgress extends ProgressListener, AutoCloseable {

    @Override
    void close();

    /** The display that suits the run. */
    static TrainingProgress of(RunContext context, Console console) {
        if (console.quiet()) {
            return new Silence();
        }
        return context.terminal() && !console.json()
                ? new ProgressBars(ShownStream.behind(context.err()))
                : new ProgressLines(console, context.clock());
    }

    /** Shows nothing. */
    final class Silence implements TrainingProgress {
        @Override
        public void advanced(String task, int done, int total) {}

        @Override
        public void close() {}
    }
}
