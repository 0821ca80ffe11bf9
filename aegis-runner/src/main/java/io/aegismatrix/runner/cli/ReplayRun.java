package io.aegismatrix.runner.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aegismatrix.data.DraftFile;
import io.aegismatrix.data.MarketSources;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.process.RunJournal;
import io.aegismatrix.runner.replay.Promises;
import io.aegismatrix.runner.replay.ReplayFolder;
import io.aegismatrix.runner.replay.ReplayPlan;
import io.aegismatrix.runner.replay.ReplayStep;
import io.aegismatrix.runner.replay.ReplaySummary;
import io.aegismatrix.runner.replay.StepJournal;
import io.aegismatrix.runner.replay.StepResult;
import io.aegismatrix.runner.runs.RunLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the steps of a plan that are still to be done: each is a command of its own, run in this process with its clock
 * set to when the step is due. What market data and models make of a day (refused, gate failed, no model yet) is part of
 * the past and stays; what has another cause ends the replay.
 */
final class ReplayRun {

    /** How a schedule goes on. */
    private static final Set<Integer> LIVED_WITH = Set.of(
            ExitCode.DONE.status(),
            ExitCode.MARKET_DATA.status(),
            ExitCode.PAYLOAD.status(),
            ExitCode.MODEL.status(),
            ExitCode.GATE.status());

    private final AegisCommand aegis;
    private final Settings settings;
    private final SourceOption source;
    private final ReplayFolder folder;
    private final Words words;
    private final StepJournal journal;

    /**
     * Flags that are handed on.
     *
     * @param market to every command
     * @param training to training
     */
    record Words(List<String> market, List<String> training) {}

    ReplayRun(AegisCommand aegis, Settings settings, SourceOption source, ReplayFolder folder, Words words) {
        this.aegis = aegis;
        this.settings = settings;
        this.source = source;
        this.folder = folder;
        this.words = words;
        this.journal = StepJournal.file(folder.journal());
    }

    /** Does what is left of the plan, and tells what came of all of it. */
    ReplaySummary run(ReplayPlan plan) {
        List<ReplayStep> steps = plan.steps(
                MarketSources.nseCalendar(), aegis.context().engines().ids());
        if (steps.isEmpty()) {
            throw CommandException.usage("there is no session from " + plan.from() + " to " + plan.to());
        }
        try {
            Files.createDirectories(folder.payloads());
            ReplaySettings.of(plan, source.text(), settings).keep(folder.settings());
            List<StepResult> results = new ArrayList<>(journal.resume());
            requireOf(steps, results);
            RunLedger.file(folder.ledger())
                    .retain(results.stream()
                            .map(result -> RunJournal.replayed(result.at()))
                            .collect(Collectors.toSet()));
            live(steps, results);
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

    private void live(List<ReplayStep> steps, List<StepResult> results) throws IOException {
        ReplayProgress progress = new ReplayProgress(aegis.console(), aegis.clock(), steps);
        for (ReplayStep step : steps.subList(results.size(), steps.size())) {
            StepResult result = live(step);
            journal.append(result);
            results.add(result);
            progress.done(results.size());
        }
    }

    private StepResult live(ReplayStep step) throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = AegisMain.run(context(step.at(), err), aegis.termination(), command(step));
        String message = status == 0 ? "" : lastLine(err.toString(UTF_8));
        if (!LIVED_WITH.contains(status) || aegis.termination().requested()) {
            throw new CommandException(
                    aegis.termination().requested() ? ExitCode.INTERNAL : ExitCode.of(status),
                    "the replay stopped at " + step.at() + ", " + step.kind().command() + ": " + message
                            + "; run the same command again to go on from there");
        }
        if (status == 0 && step.kind() == ReplayStep.Kind.INFER) {
            Path kept = folder.payload(step.at());
            DraftFile.replace(kept, out -> Files.copy(folder.payload(), out));
        }
        return new StepResult(step.at(), step.kind(), status, message);
    }

    private RunContext context(Instant moment, OutputStream err) {
        Map<String, String> environment = new HashMap<>(aegis.context().environment());
        environment.put(
                SettingKey.LEDGER.environmentName(),
                folder.ledger().toAbsolutePath().toString());
        environment.put(
                SettingKey.LOCK.environmentName(),
                folder.lock().toAbsolutePath().toString());
        // Nobody wants to be told today of what failed then.
        for (SettingKey told : List.of(SettingKey.METRICS, SettingKey.ALERTS_WEBHOOK, SettingKey.ALERTS_HEARTBEAT)) {
            environment.put(told.environmentName(), "");
        }
        return new RunContext(
                environment,
                Clock.fixed(moment, ZoneOffset.UTC),
                new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
                new PrintStream(err, true, UTF_8),
                aegis.context().folder(),
                false,
                aegis.context().engines(),
                true);
    }

    private String[] command(ReplayStep step) {
        List<String> all = new ArrayList<>(List.of(step.kind().command(), "--quiet"));
        aegis.configFile().ifPresent(file -> all.addAll(List.of("--config", file)));
        all.addAll(words.market());
        switch (step.kind()) {
            case TRAIN -> {
                all.addAll(List.of("--models", absolute(folder.models())));
                all.addAll(List.of("--from", step.trainedFrom().orElseThrow().toString()));
                step.engines().forEach(engine -> all.addAll(List.of("--engine", engine.id())));
                all.addAll(words.training());
            }
            case INFER ->
                all.addAll(List.of(
                        "--models", absolute(folder.models()),
                        "--out", absolute(folder.payload()),
                        "--log", absolute(folder.log())));
            case SCORE -> all.addAll(List.of("--log", absolute(folder.log())));
        }
        return all.toArray(String[]::new);
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((first, second) -> second).orElse("no reason given");
    }

    private ReplaySummary summary(List<StepResult> results) throws IOException {
        PredictionLog log = PredictionLog.of(folder.log());
        Promises promises = Promises.of(folder, results, ModelStore.directory(folder.models()));
        return ReplaySummary.of(
                results,
                log.firstForecasts(settings.underlying().name(), source.text().startsWith(SourceOption.SYNTHETIC)),
                promises);
    }
}
