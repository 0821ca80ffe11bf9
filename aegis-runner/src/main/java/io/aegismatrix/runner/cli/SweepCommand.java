package io.aegismatrix.runner.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the steps of a sweep. */
@Command(
        name = "sweep",
        description = "Plans, runs and collects many back-tests: markets, engines, settings, seeds. Resumable.",
        synopsisSubcommandLabel = "COMMAND")
final class SweepCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli did not set the command's spec");
        }
        throw new ParameterException(spec.commandLine(), "no command given; there are plan, run, status, collect");
    }
}
