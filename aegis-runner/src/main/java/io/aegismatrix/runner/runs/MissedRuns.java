package io.aegismatrix.runner.runs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the slots in which no forecast was published although the exchange traded. Only runs of {@code infer} count, by
 * the time they ran: a forecast of the past made later fills no slot.
 */
public final class MissedRuns {

    private static final String COMMAND = "infer";

    private final SessionSlots slots;
    private final List<LedgerLine> lines;
    private final Set<String> ended;
    private final Optional<Instant> began;

    private MissedRuns(SessionSlots slots, List<LedgerLine> lines) {
        this.slots = slots;
        this.began = lines.stream().map(MissedRuns::start).min(Comparator.naturalOrder());
        this.lines = lines.stream()
                .filter(line -> line.command().equals(COMMAND))
                .sorted(Comparator.comparing(MissedRuns::start))
                .toList();
        this.ended = this.lines.stream()
                .filter(RunEnd.class::isInstance)
                .map(LedgerLine::runId)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Missed runs by what a ledger holds. */
    public static MissedRuns of(SessionSlots slots, RunLedger ledger) {
        return new MissedRuns(slots, ledger.lines());
    }

    /** The start of the earliest run that is on record, of any command. */
    public Optional<Instant> began() {
        return began;
    }

    /** The slots missed from {@code first} on that had ended by {@code moment}, earliest first. */
    public List<MissedSlot> find(LocalDate first, Instant moment) {
        return slots.ended(first, moment).stream()
                .flatMap(slot -> reason(slot).map(reason -> new MissedSlot(slot, reason)).stream())
                .toList();
    }

    private Optional<String> reason(SessionSlot slot) {
        List<LedgerLine> within =
                lines.stream().filter(line -> slot.contains(start(line))).toList();
        if (within.stream().anyMatch(line -> line instanceof RunEnd end && published(end, slot))) {
            return Optional.empty();
        }
        return Optional.of(within.stream()
                .map(this::told)
                .flatMap(Optional::stream)
                .reduce((older, newer) -> newer)
                .orElse("no run"));
    }

    private static boolean published(RunEnd end, SessionSlot slot) {
        return end.publication()
                .flatMap(PublishedFile::slot)
                .filter(slot.start()::equals)
                .isPresent();
    }

    private Optional<String> told(LedgerLine line) {
        if (line instanceof RunEnd end) {
            String message = end.message().isEmpty() ? "" : ": " + end.message();
            String code = end.outcome() == RunOutcome.CRASHED ? "" : ", exit " + end.exitCode();
            return Optional.of(end.outcome().id() + code + message);
        }
        return ended.contains(line.runId())
                ? Optional.empty()
                : Optional.of("run " + line.runId() + " started and never ended");
    }

    private static Instant start(LedgerLine line) {
        return line instanceof RunEnd end ? end.startedAt() : line.at();
    }
}
