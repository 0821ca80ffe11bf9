package io.aegismatrix.runner.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoggingDefaultsTest {

    private static final String FILE = "logback.configurationFile";

    @Test
    void warnings_go_to_stderr_on_one_line_and_the_rest_nowhere() {
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertThat(new LoggingDefaults().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
            context.getLogger("io.aegismatrix.Some").warn("{} is late", "A bar", new IllegalStateException("unseen"));
            context.getLogger("io.aegismatrix.Some").info("all is well");
            context.getLogger("ai.djl.util.cuda.CudaUtils").warn("no driver");
        } finally {
            System.setErr(before);
            context.stop();
        }
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z WARN  Some: A bar is late");
    }

    @Test
    void a_file_named_on_the_command_line_replaces_them() {
        System.setProperty(FILE, "mine.xml");
        try {
            assertThat(new LoggingDefaults().configure(new LoggerContext()))
                    .isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        } finally {
            System.clearProperty(FILE);
        }
    }
}
