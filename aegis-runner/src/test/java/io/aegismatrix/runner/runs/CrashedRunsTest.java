package io.aegismatrix.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrashedRunsTest {

    private static final long US = ProcessHandle.current().pid();

    private static final Optional<Instant> US_STARTED =
            ProcessHandle.current().info().startInstant();

    private final Instant now = Instant.now();

    private static RunStart start(String command, Instant at, long pid, String host) {
        return new RunStart("run", command, at, pid, US_STARTED, host);
    }

    private List<RunStart> find(LedgerLine... lines) {
        return new CrashedRuns("desk").find(List.of(lines), now);
    }

    /** A number no system gives. */
    private static final long NOBODY = Integer.MAX_VALUE;

    @Test
    void a_run_whose_process_is_gone_has_crashed_unless_it_said_how_it_ended() {
        RunStart gone = start("infer", now.minusSeconds(5), NOBODY, "desk");

        assertThat(find(gone)).containsExactly(gone);
        assertThat(find(gone, CrashedRuns.end(gone, now, "other", ""))).isEmpty();
    }

    @Test
    void a_run_whose_process_lives_may_still_end() {
        assertThat(find(start("infer", now, US, "desk"))).isEmpty();
        assertThat(find(new RunStart("run", "infer", now, US, Optional.empty(), "desk")))
                .isEmpty();
    }

    @Test
    void a_process_that_started_after_the_run_is_another_one_of_the_same_number() {
        Optional<Instant> earlier = Optional.of(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(find(new RunStart("run", "infer", now, US, earlier, "desk"))).hasSize(1);
    }

    @Test
    void a_run_of_another_machine_gets_the_time_it_may_take() {
        assertThat(find(start("infer", now.minusSeconds(600), NOBODY, "pod-1"))).isEmpty();
        assertThat(find(start("infer", now.minusSeconds(1_800), NOBODY, "pod-1")))
                .hasSize(1);
        assertThat(find(start("train", now.minusSeconds(7_200), NOBODY, "pod-1")))
                .isEmpty();
        assertThat(find(start("train", now.minusSeconds(90_000), NOBODY, "pod-1")))
                .hasSize(1);
    }
}
