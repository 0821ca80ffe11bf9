package io.aegismatrix.runner.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds runs that began and cannot end any more: whoever was killed, ran out of memory or crashed with its Java machine says
 * nothing itself.
 */
public final class CrashedRuns {

    /** Systems work out when a process started from when they started themselves, which moves as their clock is set. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** What a run of another machine may take; whether it still lives cannot be seen from here. */
    private static final Duration LONGEST = Duration.ofMinutes(29);

    private static final Duration LONGEST_TRAINING = Duration.ofHours(12);

    private final String host;

    /** @param host this machine, as {@link RunStart#host} names it */
    public CrashedRuns(String host) {
        this.host = host;
    }

    /** The runs among {@code lines} that began, never ended and are gone, oldest first. */
    public List<RunStart> find(List<LedgerLine> lines, Instant now) {
        Set<String> ended = lines.stream()
                .filter(RunEnd.class::isInstance)
                .map(LedgerLine::runId)
                .collect(Collectors.toSet());
        return lines.stream()
                .filter(RunStart.class::isInstance)
                .map(RunStart.class::cast)
                .filter(start -> !ended.contains(start.runId()) && isGone(start, now))
                .toList();
    }

    private boolean isGone(RunStart start, Instant now) {
        if (!start.host().equals(host)) {
            Duration longest = start.command().equals("train") ? LONGEST_TRAINING : LONGEST;
            return start.at().plus(longest).isBefore(now);
        }
        return ProcessHandle.of(start.pid())
                .filter(ProcessHandle::isAlive)
                .filter(process -> isSame(process, start))
                .isEmpty();
    }

    /** A number is given again, in a container the same one to every run. */
    private static boolean isSame(ProcessHandle process, RunStart start) {
        Optional<Instant> started = process.info().startInstant();
        return started.isEmpty()
                || start.processStart().isEmpty()
                || Duration.between(start.processStart().get(), started.get())
                                .abs()
                                .compareTo(SLACK)
                        <= 0;
    }

    /** How such a run ended, as the run that noticed it records it. */
    public static RunEnd end(RunStart start, Instant now, String noticedBy, String report) {
        String message = "the run began and never ended: its process " + start.pid()
                + " was killed, ran out of memory, or crashed with its Java machine"
                + (report.isEmpty() ? "" : ", see " + report) + " (noticed by run " + noticedBy + ")";
        return new RunEnd(
                start.runId(),
                start.command(),
                now,
                start.at(),
                1,
                RunOutcome.CRASHED,
                message,
                new TreeMap<>(),
                Optional.empty());
    }
}
