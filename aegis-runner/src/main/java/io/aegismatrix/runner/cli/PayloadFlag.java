package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which payload to show. */
final class PayloadFlag {

    @Option(
            names = "--payload",
            paramLabel = "FILE",
            description = "The published file. Default: what infer publishes (out, aegismatrix.json)")
    private @Nullable String payload;

    /** The file, which must be there. @throws CommandException with exit code 11 if it is not */
    Path file(AegisCommand aegis) {
        Path file = payload == null
                ? aegis.settings(new Flags().map()).out()
                : Configuration.path(aegis.context().folder(), "--payload", payload);
        if (!Files.exists(file)) {
            throw new CommandException(
                    ExitCode.PAYLOAD,
                    file + ": there is no payload; 'aegis infer' publishes one, --payload names another");
        }
        if (Files.isDirectory(file)) {
            throw CommandException.usage("--payload must be a file, was the folder " + file);
        }
        return file;
    }
}
