package io.aegismatrix.runner.cli;

import com.google.common.base.Ticker;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.natives.NativeDefaults;
import io.aegismatrix.engine.natives.OpenMp;
import io.aegismatrix.engine.sweep.LocalSweepRunner;
import io.aegismatrix.engine.sweep.SweepConflictException;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepProgress;
import io.aegismatrix.engine.sweep.SweepProgressText;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.SweepWork;
import io.aegismatrix.engine.sweep.TaskReceipt;
import io.aegismatrix.engine.sweep.WorkerMachine;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs on this machine what a plan has left. */
@Command(
        name = "run",
        description =
                "Runs what is left of a plan on this machine. Killed or stopped, it goes on when it is run again.")
final class SweepRunCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private SweepFlag sweep = new SweepFlag();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Back-tests at a time, each on one core. Default: one a processor")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Mixin
    private WideFlag wide = new WideFlag();

    SweepRunCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        if (workers < 1) {
            throw CommandException.usage("--workers must be at least 1, was " + workers);
        }
        SweepPlan plan = sweep.plan(aegis);
        List<EngineId> engines =
                plan.tasks().stream().map(SweepTask::engine).distinct().toList();
        requireNatives(engines);
        SweepWork work = new SweepWork(
                engines.stream().map(aegis.context().engines()::trainer).toList(),
                sweep.store(aegis),
                WorkerMachine.here(Ticker.systemTicker()));
        try {
            SweepProgress end = new LocalSweepRunner(work, workers).run(plan, this::tell);
            aegis.print(SweepProgressText.table(end), wide.width(aegis.context()));
        } catch (SweepConflictException e) {
            throw new CommandException(ExitCode.INTERNAL, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandException.of(
                    sweep.folder(aegis) + ": a market or a result cannot be read or kept; run again", e);
        }
    }

    /** A machine that cannot train must not write down that a market has no back-test. */
    private static void requireNatives(List<EngineId> engines) {
        try {
            OpenMp.require();
            if (engines.contains(DirectionEngine.ID)) {
                NativeDefaults.preparePytorch();
            }
        } catch (ModelException e) {
            throw new CommandException(ExitCode.INTERNAL, String.valueOf(e.getMessage()), e);
        }
    }

    private void tell(SweepTask task, TaskReceipt receipt, SweepProgress progress) {
        aegis.console().progress(SweepProgressText.line(task, receipt, progress, workers));
    }
}
