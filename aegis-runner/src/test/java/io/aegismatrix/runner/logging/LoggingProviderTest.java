package io.aegismatrix.runner.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoggingProviderTest {

    private static final String SETTING = "slf4j.provider";
    private static final String FILE = "logback.configurationFile";

    @AfterEach
    void forgetSettings() {
        System.clearProperty(SETTING);
        System.clearProperty(FILE);
        System.clearProperty("slf4j.internal.verbosity");
    }

    @Test
    void logsByTheDefaultsOnceItIsInitialized() {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LoggingProvider provider = new LoggingProvider();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            provider.initialize();
            provider.getMDCAdapter().put("run", "1");
            provider.getLoggerFactory().getLogger("io.aegismatrix.Some").warn("{} is late", "A bar");
            provider.getLoggerFactory().getLogger("io.aegismatrix.Some").info("all is well");
        } finally {
            System.setErr(before);
            ((LoggerContext) provider.getLoggerFactory()).stop();
        }
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .endsWith("WARN  Some: A bar is late");
    }

    @Test
    void isTakenUnlessAFileOfSettingsOrAnotherProviderIsNamed() {
        LoggingProvider.use();
        assertThat(System.getProperty(SETTING)).isEqualTo(LoggingProvider.class.getName());

        System.clearProperty(SETTING);
        System.setProperty(FILE, "mine.xml");
        LoggingProvider.use();
        assertThat(System.getProperty(SETTING)).isEqualTo(LogbackServiceProvider.class.getName());

        System.setProperty(SETTING, "mine");
        LoggingProvider.use();
        assertThat(System.getProperty(SETTING)).isEqualTo("mine");
    }
}
