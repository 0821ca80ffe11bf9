package io.aegismatrix.runner.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.aegismatrix.runner.console.Shown;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.runs.Secrets;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Makes logging ready, and turns the flags into Logback's settings. */
public final class Logging {

    private Logging() {}

    /** Initialises logging for the whole process. Must be done before there is a second thread that logs. */
    public static void start() {
        LoggerFactory.getILoggerFactory();
    }

    /**
     * Sets level and form of the log.
     *
     * @throws CommandException with exit code 2 if somebody has put another backend in Logback's place
     */
    public static void configure(boolean verbose, boolean json, String runId) {
        if (!verbose && !json) {
            return;
        }
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            throw CommandException.usage("--verbose and --json set Logback, but logging goes to "
                    + factory.getClass().getName() + "; start without -Dslf4j.provider, or without these flags");
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(verbose ? Level.INFO : Level.WARN);
        if (json) {
            // Of the context, not of a thread: engines log from threads of their own.
            context.putProperty("run_id", runId);
            root.detachAndStopAllAppenders();
            root.addAppender(jsonAppender(context));
        }
    }

    /** Without credentials, and without the signs of control that JSON lets stand as they are. */
    private static final class ShownJson extends JsonEncoder {
        @Override
        public byte[] encode(ILoggingEvent event) {
            return Shown.text(Secrets.mask(new String(super.encode(event), UTF_8)))
                    .getBytes(UTF_8);
        }
    }

    private static ConsoleAppender<ILoggingEvent> jsonAppender(LoggerContext context) {
        JsonEncoder encoder = new ShownJson();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
