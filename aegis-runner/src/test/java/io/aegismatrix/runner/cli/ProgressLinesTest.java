package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.runner.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SettableClock clock = new SettableClock();

    private static final class SettableClock extends Clock {
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

        void pass(int seconds) {
            now = now.plus(Duration.ofSeconds(seconds));
        }
    }

    private ProgressLines lines(boolean quiet) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new ProgressLines(new Console(stream, clock, quiet, false, "run-1"), clock);
    }

    @Test
    void tells_time_taken_and_time_left_but_not_too_often() {
        ProgressLines progress = lines(false);
        clock.pass(10);
        progress.advanced("direction_seq", 1, 12);
        clock.pass(1);
        progress.advanced("direction_seq", 2, 12);
        clock.pass(19);
        progress.advanced("direction_seq", 3, 12);
        clock.pass(1);
        progress.advanced("direction_seq", 12, 12);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "train direction_seq 1/12 00:10",
                        "train direction_seq 3/12 00:30, about 01:30 left",
                        "train direction_seq 12/12 00:31");
    }

    @Test
    void is_silent_where_asked() {
        lines(true).advanced("seller_trap", 1, 1);

        assertThat(err.size()).isZero();
    }
}
