package io.aegismatrix.runner.replay;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.features.MissingClassException;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.failure.Failures;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.process.KnownLog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Does the steps of a plan that are still to be done. What market data and models make of a day (refused, gate failed, no
 * model yet) is part of the past and stays; what has another cause ends the replay, and the step is done again by the next.
 */
public final class ReplayRun {

    /** How a schedule goes on. */
    private static final Set<ExitCode> LIVED_WITH =
            Set.of(ExitCode.MARKET_DATA, ExitCode.PAYLOAD, ExitCode.MODEL, ExitCode.GATE);

    private final ReplayTerms terms;
    private final ReplayFolder folder;
    private final StepWork work;
    private final StepJournal journal;
    private final ReplayLedger ledger;

    /**
     * Makes a run.
     *
     * @param folder where everything is kept; no other replay may use it meanwhile
     * @param work what a step does
     */
    public ReplayRun(ReplayTerms terms, ReplayFolder folder, StepWork work) {
        this.terms = terms;
        this.folder = folder;
        this.work = work;
        this.journal = StepJournal.file(folder.journal());
        this.ledger = new ReplayLedger(folder, terms);
    }

    /**
     * Does what is left of the plan, and tells what came of all of it.
     *
     * @throws CancellationException if the listener ended it
     * @throws CommandException if the plan has no session, or is another one than the folder was begun with
     */
    public ReplaySummary run(ReplayPlan plan, List<EngineId> engines, ReplayListener listener) {
        List<ReplayStep> steps = plan.steps(MarketSources.nseCalendar(), engines);
        if (steps.isEmpty()) {
            throw CommandException.usage("there is no session from " + plan.from() + " to " + plan.to());
        }
        try {
            Files.createDirectories(folder.payloads());
            ReplaySettings.of(plan, terms).keep(folder.settings());
            List<StepResult> results = new ArrayList<>(journal.resume());
            requireOf(steps, results);
            ledger.retain(results);
            live(steps, results, listener);
            return summary(results);
        } catch (IOException e) {
            throw new CommandException(ExitCode.INTERNAL, folder.root() + ": " + e.getMessage(), e);
        }
    }

    private void requireOf(List<ReplayStep> steps, List<StepResult> results) {
        for (int i = 0; i < results.size(); i++) {
            if (i >= steps.size() || !results.get(i).at().equals(steps.get(i).at())) {
                throw CommandException.usage(folder.journal() + ":" + (i + 1) + ": step of "
                        + results.get(i).at() + " is not in the plan; the calendar of this release is another one,"
                        + " begin in another folder");
            }
        }
    }

    private void live(List<ReplayStep> steps, List<StepResult> results, ReplayListener listener) throws IOException {
        for (ReplayStep step : steps.subList(results.size(), steps.size())) {
            listener.begins(step);
            requireGoingOn(listener);
            StepResult result = live(step);
            requireGoingOn(listener);
            keepPayload(result);
            journal.append(result);
            results.add(result);
            listener.done(steps, results.size());
        }
    }

    private static void requireGoingOn(ReplayListener listener) {
        if (!listener.goesOn()) {
            throw new CancellationException("told to stop");
        }
    }

    private StepResult live(ReplayStep step) {
        PredictionLog log = PredictionLog.of(folder.log());
        try {
            Optional<Instant> published = work.live(step, log.heldTo(KnownLog.newest(folder.ledger(), log)));
            StepResult result = new StepResult(step.at(), step.kind(), ExitCode.DONE.status(), "");
            ledger.append(result, published, log);
            return result;
        } catch (CommandException | MarketDataException | MissingClassException | ModelException | PayloadException e) {
            ExitCode code = Failures.exitCode(e);
            if (!LIVED_WITH.contains(code)) {
                throw e;
            }
            StepResult result = new StepResult(step.at(), step.kind(), code.status(), Failures.describe(e));
            ledger.append(result, Optional.empty(), log);
            return result;
        }
    }

    private void keepPayload(StepResult result) throws IOException {
        if (result.done() && result.kind() == ReplayStep.Kind.INFER) {
            DraftFile.replace(folder.payload(result.at()), out -> Files.copy(folder.payload(), out));
        }
    }

    private ReplaySummary summary(List<StepResult> results) throws IOException {
        PredictionLog log = PredictionLog.of(folder.log());
        return ReplaySummary.of(
                results,
                log.firstForecasts(terms.underlying().name(), terms.market().synthetic()),
                Promises.of(folder, results, ModelStore.directory(folder.models())));
    }
}
