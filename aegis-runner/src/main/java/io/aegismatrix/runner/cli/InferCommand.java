package io.aegismatrix.runner.cli;

import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadWriter;
import io.aegismatrix.runner.TrackRecord;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.config.SettingKey;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.process.IndexFile;
import io.aegismatrix.runner.process.KnownLog;
import io.aegismatrix.runner.process.LauncherMark;
import io.aegismatrix.runner.process.RunFigures;
import io.aegismatrix.runner.process.SlotPublications;
import io.aegismatrix.runner.publish.Evaluation;
import io.aegismatrix.runner.report.PayloadSummary;
import io.aegismatrix.runner.runs.RunEnd;
import io.aegismatrix.runner.runs.SessionSlots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes the payload. */
@Command(name = "infer", description = "Evaluates the trained engines and publishes one validated JSON file.")
final class InferCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private MarketFlags market = new MarketFlags();

    @Mixin
    private IndicesFlag indices = new IndicesFlag();

    @Mixin
    private ModelsFlag models = new ModelsFlag();

    @Mixin
    private LogFlag log = new LogFlag();

    @Option(names = "--out", paramLabel = "FILE", description = "File to publish. Default: aegismatrix.json")
    private @Nullable String out;

    @Option(names = "--market-hours", description = "Do nothing outside the session and the half hour before its open.")
    private boolean marketHours;

    @Option(
            names = "--once-per-slot",
            description = "Do nothing if this half-hour slot's forecast is out, from the same data and models."
                    + " Needs a run ledger.")
    private boolean oncePerSlot;

    @Option(names = "--force", description = "Publish although --once-per-slot sees no need.")
    private boolean force;

    @Mixin
    private LedgerFlag ledger = new LedgerFlag();

    @Option(
            names = "--degraded",
            description = "Publish although an engine fails, with that engine's outputs unavailable, beside the last"
                    + " complete payload: aegismatrix-degraded.json.")
    private boolean degraded;

    InferCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        aegis.forEachIndex(
                flags(),
                this::inferAndTell,
                (configuration, ends) -> IndexFile.write(
                        IndexFile.beside(
                                Settings.out(configuration, aegis.context().folder())),
                        aegis.clock().instant(),
                        ends));
    }

    private void inferAndTell(Settings settings) {
        try {
            infer(settings);
        } finally {
            // Of the past nobody is to be alarmed.
            if (!market.isOfThePast()) {
                ChangesTold.after(aegis, settings);
            }
        }
    }

    private void infer(Settings settings) {
        SourceOption source = settings.requireSource();
        TradingCalendar calendar = MarketSources.nseCalendar();
        Instant asOf = market.asOf(aegis);
        if (marketHours && SessionSlots.of(calendar).find(asOf).isEmpty()) {
            SessionState state = calendar.state(asOf);
            nothingDue("no session at " + asOf + " (" + (state == SessionState.OPEN ? "a break" : state)
                    + "), nothing to do");
            return;
        }
        aegis.hold(settings.out(), () -> {
            Optional<SlotPublications> publications =
                    oncePerSlot || aegis.journal().recording()
                            ? Optional.of(new SlotPublications(
                                    settings, aegis.context().engines().ids(), source, asOf))
                            : Optional.empty();
            Optional<RunEnd> earlier = oncePerSlot && !force ? publications.flatMap(this::earlier) : Optional.empty();
            earlier.ifPresentOrElse(
                    run -> nothingDue(settings.out() + ": run " + run.runId() + " has published this slot's forecast,"
                            + " nothing to do; --force publishes anew"),
                    () -> publish(settings, source, asOf, publications));
        });
    }

    private Optional<RunEnd> earlier(SlotPublications publications) {
        return publications.earlier(LedgerFlag.require(aegis.journal().settings(), "--once-per-slot"));
    }

    private void nothingDue(String reason) {
        aegis.journal().nothingDue(reason);
        aegis.console().progress(reason);
    }

    private void publish(
            Settings settings, SourceOption source, Instant asOf, Optional<SlotPublications> publications) {
        Evaluation inference = new InferenceRun(aegis.context(), aegis.console(), settings).run(source, asOf);
        Payload payload = inference.payload();
        boolean complete = inference.results().areComplete();
        Path out = complete ? settings.out() : settings.degradedOut();
        aegis.journal().time("publish", () -> aegis.termination().undisturbed(() -> put(payload, out, settings)));
        publications.filter(kept -> aegis.journal().recording()).ifPresent(kept -> {
            aegis.journal().published(kept.of(payload, out), payload.timingsMs());
            RunFigures.of(payload).forEach(aegis.journal()::figure);
        });
        if (!aegis.console().quiet()) {
            aegis.printInPassing(PayloadSummary.of(payload));
        }
        aegis.console().progress("published " + out + ", market as of " + payload.asOf());
        if (complete) {
            LauncherMark.set(aegis.context().environment());
        }
        settings.log().ifPresent(log -> aegis.journal().time("log", () -> record(log, inference, settings)));
    }

    /** A complete payload ends a degraded one, so that whoever finds one of these knows that it is the newest. */
    private static void put(Payload payload, Path out, Settings settings) {
        PayloadWriter.json(out).write(payload);
        if (out.equals(settings.out()) && !settings.degradedOut().equals(out)) {
            try {
                Files.deleteIfExists(settings.degradedOut());
            } catch (IOException e) {
                throw CommandException.of(
                        settings.degradedOut() + ": is older than " + out + " and cannot be removed", e);
            }
        }
    }

    private void record(PredictionLog log, Evaluation inference, Settings settings) {
        long before = aegis.clock().millis();
        TrackRecord.in(log, aegis.context().engines())
                .add(
                        inference,
                        ModelStore.directory(settings.models()),
                        aegis.clock().instant(),
                        aegis.console()::warn)
                .ifPresent(added -> {
                    long millis = Math.max(0, aegis.clock().millis() - before);
                    aegis.console()
                            .progress("logged " + added + " forecasts in " + log.path() + " (" + millis + " ms)");
                    KnownLog.note(log).ifPresent(aegis.journal()::logged);
                });
    }

    private Map<SettingKey, Configuration.Flag> flags() {
        Flags flags = new Flags().put(SettingKey.OUT, "--out", out).put(SettingKey.DEGRADED, "--degraded", degraded);
        market.addTo(flags);
        indices.addTo(flags);
        models.addTo(flags);
        log.addTo(flags);
        ledger.addTo(flags);
        return flags.map();
    }
}
