package io.aegismatrix.runner.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.aegismatrix.runner.console.Shown;
import io.aegismatrix.runner.runs.Secrets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Logback's settings when nobody says otherwise: text on stderr from WARN on. In Java, because reading them from XML took
 * longer than reading ten years of prices. A file named by {@code -Dlogback.configurationFile} replaces them.
 */
public final class LoggingDefaults extends ContextAwareBase implements Configurator {

    private static final String FILE = "logback.configurationFile";

    /** Made by Logback through the service loader. */
    public LoggingDefaults() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty(FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(stderr(context));
        // Warns of a graphics driver on every machine without one.
        context.getLogger("ai.djl.util.cuda").setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static ConsoleAppender<ILoggingEvent> stderr(LoggerContext context) {
        Line line = new Line();
        line.setContext(context);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(line);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    /** Moment, level, class and message on one line. */
    private static final class Line extends LayoutBase<ILoggingEvent> {
        @Override
        public String doLayout(ILoggingEvent event) {
            String name = event.getLoggerName();
            return String.format(
                    "%s %-5s %s: %s%n",
                    Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.SECONDS),
                    event.getLevel(),
                    name.substring(name.lastIndexOf('.') + 1),
                    Shown.line(Secrets.mask(event.getFormattedMessage())));
        }
    }
}
