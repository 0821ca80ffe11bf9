package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.process.RunContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a terminal whoever waits sees one line: at once, in place of the one before, and gone at the end. */
class StatusLineTest {

    private static final int WIDTH = 60;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final MovingClock clock = new MovingClock();

    private static final class MovingClock extends Clock {
        private Instant now = CommandLineRun.NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private StatusLine line(String stage) {
        return new StatusLine(new PrintStream(err, true, StandardCharsets.UTF_8), clock, WIDTH, stage);
    }

    private List<String> shown() {
        return err.toString(StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> List.of(line.split("\r", -1)).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    void the_first_sign_is_there_before_anything_is_done() {
        StatusLine line = line("reading the market");

        assertThat(shown()).contains("reading the market");
        line.close();
    }

    @Test
    void says_which_model_how_far_and_how_long_it_still_takes() {
        try (StatusLine line = line("training")) {
            line.advanced("seller_trap", 50, 50);
            line.advanced("seller_breach", 1, 50);
            clock.now = clock.now.plus(Duration.ofSeconds(40));
            line.advanced("seller_breach", 41, 50);

            assertThat(shown())
                    .contains(
                            "training seller_trap 50/50, model 1", "training seller_breach 41/50, model 2, 0:09 left");
        }
    }

    @Test
    void it_is_one_line_that_is_gone_in_the_end() {
        try (StatusLine line = line("training")) {
            line.advanced("seller_trap", 1, 2);
            line.stage("computing features");
        }
        String said = err.toString(StandardCharsets.UTF_8);

        assertThat(said).doesNotContain("\n");
        assertThat(said.substring(0, said.lastIndexOf('\r'))).endsWith(" ");
        assertThat(List.of(said.split("\r", -1)))
                .allSatisfy(text -> assertThat(text).hasSizeLessThan(WIDTH));
    }

    private String errorsOf(boolean terminal, String command) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        RunContext context = new RunContext(
                Map.of("COLUMNS", "80", "NO_COLOR", "1"),
                clock,
                nowhere,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                terminal,
                new FakeEngines());
        assertThat(AegisMain.run(context, command.split(" ", -1)))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_command_on_a_terminal_says_first_what_it_begins_with() {
        assertThat(errorsOf(true, "train --source synthetic")).startsWith("\rreading the market");
    }

    @Test
    void nothing_is_written_over_where_nobody_watches_or_quiet_was_asked_for() {
        assertThat(errorsOf(false, "train --source synthetic")).doesNotContain("\r");
        err.reset();
        assertThat(errorsOf(true, "train --source synthetic --quiet")).isEmpty();
    }
}
