package io.aegismatrix.runner.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How a run ended.
 *
 * @param runId names the run
 * @param command the command, such as {@code infer}
 * @param at when it ended
 * @param startedAt when it had started
 * @param exitCode what the process told its caller
 * @param outcome the same in a word
 * @param message why it failed or had nothing to do; empty if there is nothing to say
 * @param stagesMs milliseconds by stage, and {@code total}
 * @param publication what it published, if it did
 * @param log how it left the prediction log, if it added to it
 */
public record RunEnd(
        String runId,
        String command,
        Instant at,
        Instant startedAt,
        int exitCode,
        RunOutcome outcome,
        String message,
        SortedMap<String, Long> stagesMs,
        Optional<PublishedFile> publication,
        Optional<LogNote> log)
        implements LedgerLine {

    /** Validates names and copies the stages. */
    public RunEnd {
        Names.require(runId, "runId");
        Names.require(command, "command");
        if (outcome == RunOutcome.PUBLISHED && publication.isEmpty()) {
            throw new IllegalArgumentException("run " + runId + " published, but what is not said");
        }
        stagesMs = Sorted.copy(stagesMs);
    }

    /** One that left the prediction log alone. */
    public RunEnd(
            String runId,
            String command,
            Instant at,
            Instant startedAt,
            int exitCode,
            RunOutcome outcome,
            String message,
            SortedMap<String, Long> stagesMs,
            Optional<PublishedFile> publication) {
        this(runId, command, at, startedAt, exitCode, outcome, message, stagesMs, publication, Optional.empty());
    }

    /** The same with another message. */
    public RunEnd withMessage(String other) {
        return new RunEnd(runId, command, at, startedAt, exitCode, outcome, other, stagesMs, publication, log);
    }

    /** How long the run took; never negative, though a clock may be set back while it runs. */
    public Duration duration() {
        Duration duration = Duration.between(startedAt, at);
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
