package io.aegismatrix.runner.replay;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.process.KnownLog;
import io.aegismatrix.runner.runs.LogNote;
import io.aegismatrix.runner.runs.PublishedFile;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.SessionSlot;
import io.aegismatrix.runner.runs.SessionSlots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The run ledger of a replay, as a schedule would have kept it: one line a step, on the clock of the past. */
final class ReplayLedger {

    private static final SortedMap<String, Long> AT_ONCE = ImmutableSortedMap.of("total", 0L);

    private final ReplayFolder folder;
    private final ReplayTerms terms;
    private final RunLedger ledger;

    ReplayLedger(ReplayFolder folder, ReplayTerms terms) {
        this.folder = folder;
        this.terms = terms;
        this.ledger = RunLedger.file(folder.ledger());
    }

    /** Keeps the lines of steps that count; one that was cut short is lived anew. */
    void retain(List<StepResult> results) {
        ledger.retain(results.stream()
                .map(result -> PredictionLog.replayed(result.at()))
                .collect(Collectors.toSet()));
    }

    void append(StepResult result, Optional<Instant> published, PredictionLog log) {
        ledger.append(new RunEnd(
                PredictionLog.replayed(result.at()),
                result.kind().command(),
                result.at(),
                result.at(),
                result.exitCode(),
                outcome(result, published),
                result.message(),
                AT_ONCE,
                published.map(asOf -> publication(result.at(), asOf)),
                result.done() ? note(result, log) : Optional.empty()));
    }

    private static RunOutcome outcome(StepResult result, Optional<Instant> published) {
        if (!result.done()) {
            return RunOutcome.FAILED;
        }
        return published.isPresent() ? RunOutcome.PUBLISHED : RunOutcome.DONE;
    }

    private static Optional<LogNote> note(StepResult result, PredictionLog log) {
        return result.kind() == ReplayStep.Kind.TRAIN ? Optional.empty() : KnownLog.note(log);
    }

    private PublishedFile publication(Instant at, Instant asOf) {
        Path file = folder.payload();
        try {
            return new PublishedFile(
                    SessionSlots.of(MarketSources.nseCalendar()).find(at).map(SessionSlot::start),
                    asOf,
                    ImmutableSortedMap.of(
                            "underlying", terms.underlying().name(),
                            "source", terms.market().name()),
                    file.toAbsolutePath().normalize().toString(),
                    MoreFiles.asByteSource(file).hash(Hashing.sha256()).toString());
        } catch (IOException e) {
            throw new CommandException(ExitCode.INTERNAL, file + ": cannot be read back: " + e.getMessage(), e);
        }
    }
}
