package io.aegismatrix.runner.process;

import io.aegismatrix.runner.config.RunSettings;
import io.aegismatrix.runner.console.Console;
import io.aegismatrix.runner.runs.LogNote;
import io.aegismatrix.runner.runs.PublishedFile;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.RunLedger;
import io.aegismatrix.runner.runs.RunOutcome;
import io.aegismatrix.runner.runs.RunStart;
import io.aegismatrix.runner.runs.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Follows one run from its start to its end, and tells the ledger, the metrics and whoever wants to be alerted. Nothing
 * that fails here changes how the run ends; it is only warned of.
 */
public final class RunJournal {

    /** Commands that schedules run and that change something. */
    private static final Set<String> RECORDED = Set.of("fetch", "train", "infer", "score");

    /** Watchers: a failure of theirs is worth telling, but they are no runs. */
    private static final Set<String> WATCHERS = Set.of("runs missed", "runs alerts", "log verify");

    private static final String BEATING = "infer";
    private static final DateTimeFormatter RUN_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final RunContext context;
    private final Clock clock;
    private final Instant start;
    private final String runId;
    private final StageTimings timings;
    private final SortedMap<String, Double> figures = new TreeMap<>();
    private String command = "";
    private RunSettings settings = RunSettings.none();
    private boolean settled;
    private boolean begun;
    private boolean toldByParts;
    private RunOutcome outcome = RunOutcome.DONE;
    private String message = "";
    private Optional<PublishedFile> publication = Optional.empty();
    private Optional<LogNote> log = Optional.empty();
    private SortedMap<String, Long> inference = new TreeMap<>();

    public RunJournal(RunContext context) {
        this.context = context;
        this.clock = context.clock();
        this.start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.runId = RUN_TIME.format(start) + "-" + context.pid();
        this.timings = new StageTimings(clock);
    }

    /** Names the run in logs, ledger and payload. */
    public String runId() {
        return runId;
    }

    public Instant start() {
        return start;
    }

    public String command() {
        return command;
    }

    public RunSettings settings() {
        return settings;
    }

    /** Learns which command runs. */
    public void command(String name) {
        this.command = name;
    }

    /** Learns where to tell. */
    public void settings(RunSettings wanted) {
        this.settings = wanted;
        this.settled = true;
    }

    /** Whether it has learned where to tell. */
    public boolean knowsWhereToTell() {
        return settled;
    }

    /** Leaves telling to the runs it consists of. */
    public void leaveToParts() {
        toldByParts = true;
    }

    /** Why it failed; empty if it did not. */
    public String message() {
        return message;
    }

    /** Records the start, once. */
    public void begin(Console console) {
        if (begun || toldByParts || !RECORDED.contains(command)) {
            return;
        }
        begun = true;
        RunTeller teller = new RunTeller(settings, console);
        teller.record(new RunStart(runId, command, start, context.pid(), context.processStart(), context.host()));
        teller.attempt(
                "runs that crashed could not be told of",
                () -> settings.ledger()
                        .map(RunLedger::file)
                        .ifPresent(ledger -> new CrashWatch(context, runId).tell(ledger, settings, console)));
    }

    /** Whether anybody is told of the run in detail. */
    public boolean recording() {
        return begun && (settings.ledger().isPresent() || settings.metrics().isPresent());
    }

    /** Times a stage of the run. */
    public <T> T time(String stage, Supplier<T> work) {
        return timings.time(stage, work);
    }

    /** Times a stage of the run. */
    public void time(String stage, Runnable work) {
        timings.run(stage, work);
    }

    public void nothingDue(String reason) {
        outcome = RunOutcome.NOTHING_DUE;
        message = reason;
    }

    public void published(PublishedFile published, SortedMap<String, Long> stages) {
        outcome = RunOutcome.PUBLISHED;
        publication = Optional.of(published);
        inference = new TreeMap<>(stages);
    }

    /** Learns how the run left the prediction log. */
    public void logged(LogNote note) {
        log = Optional.of(note);
    }

    /** Adds a figure to the metrics of the run. */
    public void figure(String name, double value) {
        figures.put(name, value);
    }

    public void failed(String reason) {
        message = Secrets.mask(reason);
    }

    /** Tells how the run ended. One that failed before it was to be recorded is recorded now. */
    public void end(int status, boolean terminated, Console console) {
        if (status != 0) {
            begin(console);
        }
        if (!begun && (toldByParts || !WATCHERS.contains(command))) {
            return;
        }
        RunEnd end = new RunEnd(
                runId,
                command,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                start,
                terminated ? Termination.STATUS : status,
                terminated ? RunOutcome.TERMINATED : status == 0 ? outcome : RunOutcome.FAILED,
                message,
                stages(),
                publication,
                log);
        RunTeller teller = new RunTeller(settings, console);
        if (begun) {
            teller.tell(end, figures);
        } else {
            teller.alert(end);
        }
        if (end.exitCode() == 0 && command.equals(BEATING)) {
            teller.beat();
        }
    }

    private SortedMap<String, Long> stages() {
        SortedMap<String, Long> stages = new TreeMap<>(inference);
        stages.putAll(timings.soFar());
        return stages;
    }
}
