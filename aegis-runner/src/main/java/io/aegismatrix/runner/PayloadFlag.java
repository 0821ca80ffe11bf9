package io.aegismatrix.runner;

import java.nio.file.InvalidPathException;
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

    Path file(AegisCommand aegis) {
        return payload == null
                ? aegis.settings(new Flags().map()).out()
                : path(aegis.context().folder(), "--payload", payload);
    }

    static Path path(Path folder, String flag, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new CommandException(ExitCode.USAGE, flag + " must be a file, was '" + text + "'", e);
        }
    }
}
