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
        return existing(aegis, payload, "--payload");
    }

    /**
     * A payload that must be there.
     *
     * @param named what was given; null for what infer publishes
     * @param flag what it was given by
     * @throws CommandException with exit code 11 if it is not there
     */
    static Path existing(AegisCommand aegis, @Nullable String named, String flag) {
        Path file = named == null
                ? aegis.settings(new Flags().map()).out()
                : Configuration.path(aegis.context().folder(), flag, named);
        if (!Files.exists(file)) {
            throw new CommandException(
                    ExitCode.PAYLOAD,
                    file + ": there is no payload; 'aegis infer' publishes one, " + flag + " names another");
        }
        if (Files.isDirectory(file)) {
            throw CommandException.usage(flag + " must be a file, was the folder " + file);
        }
        return file;
    }
}
