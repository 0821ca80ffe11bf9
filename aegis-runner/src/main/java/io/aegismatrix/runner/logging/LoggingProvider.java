package io.aegismatrix.runner.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback for SLF4J with {@link LoggingDefaults} put straight in. Logback's own provider gets there, too, but first compares
 * versions, asks every jar for configurations and reports on it: 146 ms to the first logger against 81 ms, on every start.
 */
public final class LoggingProvider implements SLF4JServiceProvider {

    /** SLF4J's setting for the class to take instead of asking every jar; whoever sets it has the last word. */
    private static final String SETTING = "slf4j.provider";

    /** SLF4J's setting for how much it tells of itself: not, on stderr, that it took what it was told to take. */
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();

    /** Made by SLF4J. */
    public LoggingProvider() {}

    /** Has SLF4J take this provider, or Logback's own if a file of settings is named, for the rest of this process. */
    static void use() {
        if (System.getProperty(SETTING) == null) {
            Class<?> provider = LoggingDefaults.replaced() ? LogbackServiceProvider.class : LoggingProvider.class;
            System.setProperty(SETTING, provider.getName());
            System.setProperty(VERBOSITY, System.getProperty(VERBOSITY, "WARN"));
        }
    }

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(diagnostics);
        new LoggingDefaults().configure(context);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return diagnostics;
    }

    @Override
    public String getRequestedApiVersion() {
        return LogbackServiceProvider.REQUESTED_API_VERSION;
    }
}
