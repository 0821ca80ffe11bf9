package io.aegismatrix.runner.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what can be asked of runs, and who is told of what they publish. */
@Command(
        name = "runs",
        description = "Lists the runs there were and the slots in which one was missed; tells people what has changed.",
        synopsisSubcommandLabel = "COMMAND")
final class RunsCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli did not set the command's spec");
        }
        throw new ParameterException(spec.commandLine(), "no command given; there are list, missed, alerts");
    }
}
