package io.aegismatrix.runner.failure;

import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.runner.runs.LedgerException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends a command with a stated exit code. The message says what happened, which value, and what to do. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandException(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public CommandException(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    /** A file that cannot be used: a mistake in its name if the place is not there or not ours, otherwise the machine's. */
    public static CommandException of(String what, IOException e) {
        return new CommandException(code(e), what + ": " + IoReason.of(e), e);
    }

    public static CommandException of(LedgerException e) {
        ExitCode code = e.getCause() instanceof IOException io ? code(io) : ExitCode.INTERNAL;
        return new CommandException(code, String.valueOf(e.getMessage()), e);
    }

    private static ExitCode code(IOException e) {
        return IoReason.isPlace(e) ? ExitCode.USAGE : ExitCode.INTERNAL;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
