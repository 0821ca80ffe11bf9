package io.aegismatrix.runner.runs;

import java.time.Instant;
import java.util.Optional;

/**
 * That a run started. A start without an end is a run that was killed, or still goes on.
 *
 * @param runId names the run
 * @param command the command, such as {@code infer}
 * @param at when it started
 * @param pid process id
 * @param processStart when the system says the process started, which tells it from a later one of the same number; empty if
 *     it does not say
 * @param host the machine, whose processes {@code pid} counts; empty if it is not known
 */
public record RunStart(String runId, String command, Instant at, long pid, Optional<Instant> processStart, String host)
        implements LedgerLine {

    /** Validates the names. */
    public RunStart {
        Names.require(runId, "runId");
        Names.require(command, "command");
    }
}
