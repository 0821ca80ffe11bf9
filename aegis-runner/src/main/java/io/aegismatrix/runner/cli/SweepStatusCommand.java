package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.sweep.SweepProgress;
import io.aegismatrix.engine.sweep.SweepProgressText;
import io.aegismatrix.runner.failure.CommandException;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells where a sweep stands. */
@Command(name = "status", description = "Tells where a sweep stands: done, failed, left, core-hours left.")
final class SweepStatusCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private SweepFlag sweep = new SweepFlag();

    @Mixin
    private WideFlag wide = new WideFlag();

    SweepStatusCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        try {
            SweepProgress progress = SweepProgress.of(sweep.plan(aegis), sweep.store(aegis));
            aegis.print(SweepProgressText.table(progress), wide.width(aegis.context()));
        } catch (IOException e) {
            throw CommandException.of(sweep.folder(aegis) + ": the results cannot be read", e);
        }
    }
}
