package io.aegismatrix.runner.doctor;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.process.CrashWatch;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.runs.LedgerException;
import io.aegismatrix.runner.runs.MissedRuns;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.SessionSlots;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the doctor sees of the runs there were: the last of each command, crashes, and today's missed slots. */
final class RunsCheck {

    private static final String NAME = "runs";
    private static final Duration RECENT = Duration.ofDays(7);

    private final RunContext context;
    private final RunSettings settings;

    RunsCheck(RunContext context, RunSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    DoctorCheck check() {
        return settings.ledger()
                .map(RunLedger::file)
                .map(this::check)
                .orElseGet(() -> DoctorCheck.ok(NAME, "no run ledger is kept"));
    }

    private DoctorCheck check(RunLedger ledger) {
        try {
            List<RunEnd> ends = ledger.ends();
            List<String> problems = new ArrayList<>(failed(ends));
            problems.addAll(crashed(ends));
            new CrashWatch(context, "none")
                    .untold(ledger)
                    .forEach(end -> problems.add(end.command() + " of " + end.startedAt() + " is gone without a word"));
            problems.addAll(missed(ledger));
            String detail = ledger.file() + ", " + ends.size() + " runs";
            return problems.isEmpty()
                    ? DoctorCheck.ok(NAME, detail)
                    : DoctorCheck.warn(NAME, detail + ": " + String.join("; ", problems));
        } catch (LedgerException e) {
            return DoctorCheck.fail(NAME, String.valueOf(e.getMessage()));
        }
    }

    private static List<String> failed(List<RunEnd> ends) {
        Map<String, RunEnd> last = new TreeMap<>();
        ends.forEach(end -> last.put(end.command(), end));
        return last.values().stream()
                .filter(end -> end.exitCode() != 0)
                .map(end -> "the last " + end.command() + " " + end.outcome().id() + ", exit " + end.exitCode()
                        + ", at " + end.at() + ": " + end.message())
                .toList();
    }

    private List<String> crashed(List<RunEnd> ends) {
        Instant since = context.clock().instant().minus(RECENT);
        long count = ends.stream()
                .filter(end -> end.outcome() == RunOutcome.CRASHED && end.at().isAfter(since))
                .count();
        return count == 0 ? List.of() : List.of(count + " crashed within " + RECENT.toDays() + " days");
    }

    private List<String> missed(RunLedger ledger) {
        TradingCalendar calendar = MarketSources.nseCalendar();
        Instant now = context.clock().instant();
        LocalDate today = now.atZone(calendar.zone()).toLocalDate();
        MissedRuns runs = MissedRuns.of(SessionSlots.of(calendar), ledger);
        if (runs.began().isEmpty()) {
            return List.of();
        }
        int count = runs.find(today, now).size();
        return count == 0 ? List.of() : List.of(count + " of today's slots missed, 'aegis runs missed' lists them");
    }
}
