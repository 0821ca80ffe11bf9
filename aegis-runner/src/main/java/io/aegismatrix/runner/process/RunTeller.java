package io.aegismatrix.runner.process;

import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.failure.Failures;
import io.aegismatrix.runner.runs.Alerts;
import io.aegismatrix.runner.runs.LedgerException;
import io.aegismatrix.runner.runs.LedgerLine;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Tells ledger, metrics, webhook and heartbeat, each whatever became of the others. What fails is warned of, and what could
 * not be written is told to the webhook.
 */
final class RunTeller {

    private final RunSettings settings;
    private final Console console;
    private final List<String> untold = new ArrayList<>();

    RunTeller(RunSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** Tells everybody how a run ended. */
    void tell(RunEnd end, SortedMap<String, Double> figures) {
        record(end);
        settings.metrics()
                .ifPresent(folder -> attempt("the metrics were not written", () -> {
                    List<RunEnd> history = settings.ledger().map(this::ends).orElse(List.of());
                    RunMetrics.write(folder, end, history, figures, settings.index());
                }));
        alert(end);
    }

    /** Adds a line to the ledger. */
    void record(LedgerLine line) {
        settings.ledger()
                .ifPresent(file -> attempt("", () -> RunLedger.file(file).append(line)));
    }

    /** A ledger that cannot be read keeps no run from being measured. */
    private List<RunEnd> ends(Path file) {
        try {
            return RunLedger.file(file).ends();
        } catch (LedgerException e) {
            failed("the metrics lack the runs before", String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /** Posts a failure, and of a run without one what could not be told otherwise. */
    void alert(RunEnd end) {
        if (end.exitCode() != 0 || !untold.isEmpty()) {
            settings.webhook()
                    .ifPresent(address -> attempt(
                            "the failure was not told to the webhook",
                            () -> arrived(
                                    "the failure was not told to the webhook",
                                    new Alerts(settings.timeout()).post(address, withUntold(end)))));
        }
    }

    private RunEnd withUntold(RunEnd end) {
        String told = end.message();
        String more = String.join("; ", untold);
        return end.withMessage(told.isEmpty() || more.isEmpty() ? told + more : told + "; " + more);
    }

    /** Says that all is well. */
    void beat() {
        settings.heartbeat()
                .ifPresent(address -> attempt(
                        "the heartbeat was not sent",
                        () -> arrived("the heartbeat was not sent", new Alerts(settings.timeout()).beat(address))));
    }

    private void arrived(String what, Optional<String> reason) {
        reason.ifPresent(why -> failed(what, why));
    }

    @FunctionalInterface
    interface Telling {
        void run() throws IOException;
    }

    /** Whatever one of them fails of, the next is told: a library may be missing, or memory. */
    void attempt(String what, Telling telling) {
        try {
            telling.run();
        } catch (LedgerException e) {
            failed(what, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            failed(what, IoReason.of(e));
        } catch (Throwable e) {
            failed(what, Failures.describe(e));
        }
    }

    private void failed(String what, String why) {
        String told = what.isEmpty() ? why : what + ": " + why;
        untold.add(told);
        console.warn(told);
    }
}
