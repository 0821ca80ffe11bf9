package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.sweep.SweepProgressText;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.runs.RunMetrics;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells where a sweep stands. */
@Command(name = "status", description = "Tells where a sweep stands: done, failed, left, core-hours left.")
final class SweepStatusCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private SweepFlag sweep = new SweepFlag();

    @Mixin
    private WideFlag wide = new WideFlag();

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description = "Also writes it as Prometheus text, such as aegis_sweep.prom where a collector looks.")
    private @Nullable String metrics;

    SweepStatusCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        try {
            SweepFigures figures = SweepFigures.of(sweep.plan(aegis), sweep.store(aegis));
            writeMetrics(figures);
            aegis.print(SweepProgressText.table(figures.progress()), wide.width(aegis.context()));
        } catch (IOException e) {
            throw CommandException.of(sweep.folder(aegis) + ": the results cannot be read", e);
        }
    }

    private void writeMetrics(SweepFigures figures) {
        if (metrics == null) {
            return;
        }
        Path file = Configuration.path(aegis.context().folder(), "--metrics", metrics);
        try {
            RunMetrics.write(file, "Of the sweep, by its receipts.", figures.metrics());
        } catch (IOException e) {
            throw CommandException.of(file + ": the metrics cannot be written", e);
        }
    }
}
