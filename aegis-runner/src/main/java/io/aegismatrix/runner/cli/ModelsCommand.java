package io.aegismatrix.runner.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups what can be asked of the model store. */
@Command(
        name = "models",
        description = "Lists, shows, promotes, rolls back and verifies the trained models.",
        synopsisSubcommandLabel = "COMMAND")
final class ModelsCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli did not set the command's spec");
        }
        throw new ParameterException(
                spec.commandLine(), "no command given; there are list, show, promote, rollback, verify");
    }
}
