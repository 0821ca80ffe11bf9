package io.aegismatrix.runner.failure;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.features.MissingClassException;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.runner.log.PredictionLogException;
import io.aegismatrix.runner.runs.LedgerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What a command that failed says, and its exit code. Names of Java's classes are for defects of ours only. */
public final class Failures {

    private static final String LENIENT = "--lenient";

    private Failures() {}

    public static ExitCode exitCode(Throwable e) {
        if (e instanceof CommandException stated) {
            return stated.exitCode();
        }
        if (e instanceof MarketDataException || e instanceof MissingClassException) {
            return ExitCode.MARKET_DATA;
        }
        if (e instanceof PayloadException) {
            return ExitCode.PAYLOAD;
        }
        if (e instanceof PredictionLogException) {
            return ExitCode.LOG;
        }
        return e instanceof ModelException ? ExitCode.MODEL : ExitCode.INTERNAL;
    }

    /** The failure in a sentence. */
    public static String describe(Throwable e) {
        if (e instanceof MarketDataException refused) {
            // The library knows no flags.
            return message(e) + (refused.lenientReadingHelps() ? " (" + LENIENT + ")" : "");
        }
        if (e instanceof OutOfMemoryError) {
            return "out of memory (" + message(e) + "); give Java more, such as JAVA_OPTS=-Xmx2g for the launcher or"
                    + " java -Xmx2g -jar aegis.jar";
        }
        if (e instanceof LinkageError) {
            return "a library cannot be loaded: " + e + "; 'aegis doctor' says more, and --verbose says where";
        }
        if (e instanceof UncheckedIOException io) {
            return unchecked(io);
        }
        if (e instanceof LedgerException || exitCode(e) != ExitCode.INTERNAL) {
            return message(e);
        }
        if (e instanceof CommandException && e.getCause() == null) {
            return message(e);
        }
        String what = e instanceof CommandException ? message(e) : "internal failure: " + e;
        return what + "; run again with --verbose to see where";
    }

    /** Some say which file it was, some only wrap what happened. */
    private static String unchecked(UncheckedIOException e) {
        String said = message(e);
        String what = said.equals(String.valueOf(e.getCause())) ? "input or output failed" : said;
        IOException cause = Objects.requireNonNull(e.getCause());
        return what + ": " + IoReason.of(cause) + "; run again with --verbose to see where";
    }

    private static String message(Throwable e) {
        return Objects.toString(e.getMessage(), e.toString());
    }
}
