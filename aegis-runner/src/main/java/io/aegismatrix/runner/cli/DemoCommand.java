package io.aegismatrix.runner.cli;

import com.google.common.collect.ImmutableSet;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelStore;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadWriter;
import io.aegismatrix.runner.Training;
import io.aegismatrix.runner.config.AsOf;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.dashboard.PublishedPayload;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.report.PayloadSummary;
import io.aegismatrix.runner.train.TrainingGates;
import io.aegismatrix.runner.train.TrainingRun;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole way on an invented market: trains, infers, publishes, summarizes, draws. Needs no network and no file. Training is
 * cut short (fewer sessions, folds and epochs than {@code train} takes), so its scores are not the product's.
 */
@Command(name = "demo", description = "Trains, infers and publishes on an invented market, without network or files.")
final class DemoCommand implements Runnable {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
    private static final int TRAINING_SESSIONS = 1_250;
    private static final int FOLDS = 3;
    private static final int EPOCHS = 6;

    private final AegisCommand aegis;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for models and payload. Default: aegis-demo")
    private String out = "aegis-demo";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of market and training. Default: 42")
    private @Nullable String seed;

    DemoCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Path folder = folder();
        Path file = folder.resolve("aegismatrix.json");
        Path models = folder.resolve("models");
        SourceOption source = source();
        Instant asOf = AsOf.afterClose(DAY, MarketSources.nseCalendar());
        Settings settings = settings(models, file);
        aegis.holdFolder(folder, () -> {
            train(settings, source, asOf);
            publish(settings, source, asOf);
        });
    }

    private void train(Settings settings, SourceOption source, Instant asOf) {
        FeatureSet history = history(source, asOf);
        aegis.console().progress("demo: training on " + history.history().size() + " invented sessions up to " + DAY);
        Training training = Training.of(aegis.context().engines());
        List<ModelBundle> trained;
        try (TrainingProgress progress = TrainingProgress.of(aegis.context(), aegis.console(), "training")) {
            trained = training.train(
                    history,
                    settings.training(),
                    ImmutableSet.copyOf(aegis.context().engines().ids()),
                    progress);
        }
        ModelStore store = ModelStore.directory(settings.models());
        Instant now = aegis.clock().instant();
        TrainingGates.requireSound(
                training.judge(trained, history, store, now, aegis.console()::warn), aegis.console()::warn);
        TrainingRun.promote(trained, store, now);
    }

    private FeatureSet history(SourceOption source, Instant asOf) {
        try (TrainingProgress progress = TrainingProgress.of(aegis.context(), aegis.console(), "inventing a market")) {
            MarketSnapshot market =
                    source.source().snapshot(MarketRequest.nifty50(asOf).withFrom(firstSession(source, asOf)));
            progress.stage("computing features");
            return FeatureSet.of(market);
        }
    }

    private void publish(Settings settings, SourceOption source, Instant asOf) {
        Payload payload = new InferenceRun(aegis.context(), aegis.console(), settings)
                .run(source, asOf)
                .payload();
        PayloadWriter.json(settings.out()).write(payload);
        Path page = settings.out().resolveSibling("dashboard.html");
        PublishedPayload published = PublishedPayload.load(settings.out());
        DashboardCommand.write(published, new PageBars(settings).of(published), page);
        aegis.print(PayloadSummary.of(payload));
        aegis.print("Published " + settings.out() + "; models in " + settings.models());
        aegis.print("Open " + page + " in a browser");
    }

    private static LocalDate firstSession(SourceOption source, Instant asOf) {
        BarSeries all = source.source().snapshot(MarketRequest.nifty50(asOf)).daily();
        return all.bar(Math.max(0, all.size() - TRAINING_SESSIONS)).session();
    }

    private Path folder() {
        try {
            return aegis.context().folder().resolve(out);
        } catch (InvalidPathException e) {
            throw new CommandException(ExitCode.USAGE, "--out must be a folder, was '" + out + "'", e);
        }
    }

    private SourceOption source() {
        String text = seed == null ? "synthetic" : "synthetic:" + seed;
        try {
            return SourceOption.synthetic(text);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--seed must be a whole number, was '" + seed + "'", e);
        }
    }

    private Settings settings(Path models, Path file) {
        long trainingSeed = seed == null ? SourceOption.DEFAULT_SEED : Long.parseLong(seed);
        TrainingSettings training = TrainingSettings.defaults()
                .withSeed(trainingSeed)
                .withFolds(FOLDS)
                .withMaximumEpochs(EPOCHS);
        return aegis.settings(new Flags().map()).forDemo(models, file, training);
    }
}
