package io.aegismatrix.runner.process;

import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.runs.CrashedRuns;
import io.aegismatrix.runner.runs.LedgerLine;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.RunStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tells, in their stead, of runs that are gone without a word. */
public final class CrashWatch {

    private final RunContext context;
    private final String runId;

    public CrashWatch(RunContext context, String runId) {
        this.context = context;
        this.runId = runId;
    }

    /** Runs of the ledger, and crashed Java machines, that nobody has told of yet. */
    public List<RunEnd> untold(RunLedger ledger) {
        Instant now = context.clock().instant();
        List<LedgerLine> lines = ledger.recent().stream()
                .filter(line -> !line.runId().equals(runId))
                .toList();
        List<CrashReports.Report> reports = new ArrayList<>(CrashReports.in(context.folder(), now));
        reports.removeIf(report -> report.isTold(lines));
        List<RunEnd> ends = new ArrayList<>();
        for (RunStart start : new CrashedRuns(context.host()).find(lines, now)) {
            String report = reports.stream()
                    .filter(one -> one.pid() == start.pid() && !one.at().isBefore(start.at()))
                    .findFirst()
                    .map(one -> one.file().toString())
                    .orElse("");
            reports.removeIf(one -> one.file().toString().equals(report));
            ends.add(CrashedRuns.end(start, now, runId, report));
        }
        reports.forEach(report -> ends.add(report.end(now, runId)));
        return ends;
    }

    /** Tells of each once, however many runs notice it: whose line is the first in the ledger tells the others. */
    void tell(RunLedger ledger, RunSettings settings, Console console) {
        for (RunEnd end : untold(ledger)) {
            console.warn("run " + end.runId() + " of " + end.command() + ": " + end.message());
            ledger.append(end);
            if (isFirst(ledger, end)) {
                new RunTeller(settings.withoutLedger(), console).tell(end, new TreeMap<>());
            }
        }
    }

    private static boolean isFirst(RunLedger ledger, RunEnd end) {
        return ledger.recent().stream()
                .filter(line -> line instanceof RunEnd && line.runId().equals(end.runId()))
                .findFirst()
                .filter(line -> line instanceof RunEnd first
                        && first.outcome() == RunOutcome.CRASHED
                        && first.message().equals(end.message()))
                .isPresent();
    }
}
