package io.aegismatrix.runner.config;

import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import io.aegismatrix.runner.log.PredictionLog;
import io.aegismatrix.runner.publish.MarketQuality;
import io.aegismatrix.runner.publish.ModelExpiry;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The settings of one run, checked.
 *
 * @param source where market data comes from, if that was said
 * @param models folder of the trained models
 * @param modelsKeep how many versions of an engine stay there
 * @param out file to publish
 * @param degraded whether to publish when an engine fails
 * @param degradedOut file for such a payload; {@code out} itself if it is to replace the complete one
 * @param training seed, folds and epochs
 * @param underlying the index
 * @param quality what market data must be like to be published from
 * @param expiry how old models may be
 * @param live the store, and how the network is asked
 * @param log the prediction log; empty if none is kept
 */
public record Settings(
        Optional<SourceOption> source,
        Path models,
        int modelsKeep,
        Path out,
        boolean degraded,
        Path degradedOut,
        TrainingSettings training,
        Underlying underlying,
        MarketQuality quality,
        ModelExpiry expiry,
        LiveSources live,
        Optional<PredictionLog> log) {

    /** As {@link io.aegismatrix.engine.ModelStore#directory(Path, int)} asks for. */
    private static final int LEAST_VERSIONS = 3;

    private static final int MOST_VERSIONS = 10_000;
    static final String NO_LOG = "off";

    /** Checks every setting. @throws CommandException naming the first bad one, its value and its origin */
    public static Settings of(Configuration configuration, Path folder, Clock clock) {
        LiveSources live = new LiveSources(
                NetworkSettings.of(configuration),
                TokenPlace.of(configuration, folder),
                path(configuration, SettingKey.STORE, folder),
                NetworkSettings.exchange(configuration, folder),
                clock);
        return new Settings(
                source(configuration, folder, live),
                models(configuration, folder),
                (int) configuration.integer(SettingKey.MODELS_KEEP, LEAST_VERSIONS, MOST_VERSIONS),
                out(configuration, folder),
                configuration.flag(SettingKey.DEGRADED),
                degradedOut(configuration, folder),
                training(configuration),
                UnderlyingSettings.of(configuration),
                quality(configuration),
                expiry(configuration),
                live,
                log(configuration, folder));
    }

    /** The same settings with other models, payload file and training, for the standard underlying. */
    public Settings forDemo(Path demoModels, Path payload, TrainingSettings brief) {
        return new Settings(
                source,
                demoModels,
                modelsKeep,
                payload,
                false,
                payload,
                brief,
                Underlying.NIFTY50,
                quality,
                expiry,
                live,
                Optional.empty());
    }

    /** The same settings with a prediction log that is held to what is known of it. */
    public Settings withLog(UnaryOperator<PredictionLog> held) {
        return new Settings(
                source,
                models,
                modelsKeep,
                out,
                degraded,
                degradedOut,
                training,
                underlying,
                quality,
                expiry,
                live,
                log.map(held));
    }

    private static Optional<SourceOption> source(Configuration configuration, Path folder, LiveSources live) {
        boolean lenient = configuration.flag(SettingKey.LENIENT);
        return configuration.find(SettingKey.SOURCE).map(text -> {
            try {
                return SourceOption.parse(text, folder, lenient, live);
            } catch (IllegalArgumentException e) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "source: " + e.getMessage() + " (" + configuration.origin(SettingKey.SOURCE) + ")",
                        e);
            }
        });
    }

    private static Path models(Configuration configuration, Path folder) {
        return configuration.isDefault(SettingKey.MODELS)
                ? Installation.models(configuration.text(SettingKey.MODELS), folder, Installation.home())
                : path(configuration, SettingKey.MODELS, folder);
    }

    /** The file that is published. */
    public static Path out(Configuration configuration, Path folder) {
        return path(configuration, SettingKey.OUT, folder);
    }

    /** The file for a payload that lacks an engine. */
    public static Path degradedOut(Configuration configuration, Path folder) {
        Path out = out(configuration, folder);
        if (RunSettings.find(configuration, SettingKey.DEGRADED_OUT).isPresent()) {
            return path(configuration, SettingKey.DEGRADED_OUT, folder);
        }
        return out.resolveSibling(IndexPart.ending(String.valueOf(out.getFileName()), "degraded"));
    }

    /** Longest time a run may ask the network. */
    public static Duration networkTime(Configuration configuration) {
        return NetworkSettings.of(configuration).manners().deadline();
    }

    private static Path path(Configuration configuration, SettingKey key, Path folder) {
        String text = configuration.text(key);
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw configuration.refuse(key, "must be a file name", text);
        }
    }

    private static Optional<PredictionLog> log(Configuration configuration, Path folder) {
        return configuration
                .find(SettingKey.LOG_PREDICTIONS)
                .filter(text -> !text.equalsIgnoreCase(NO_LOG))
                .map(text -> PredictionLog.of(path(configuration, SettingKey.LOG_PREDICTIONS, folder)));
    }

    private static TrainingSettings training(Configuration configuration) {
        return TrainingSettings.defaults()
                .withSeed(configuration.integer(SettingKey.SEED, Long.MIN_VALUE, Long.MAX_VALUE))
                .withFolds((int) configuration.integer(SettingKey.FOLDS, 2, 50))
                .withMaximumEpochs((int) configuration.integer(SettingKey.EPOCHS, 1, 1_000));
    }

    private static MarketQuality quality(Configuration configuration) {
        List<String> allowed = List.of(Freshness.FRESH.name(), Freshness.DELAYED.name(), Freshness.STALE.name());
        return new MarketQuality(
                configuration.number(SettingKey.COMPLETENESS_FLOOR, 0, 1),
                Freshness.valueOf(configuration.word(SettingKey.OLDEST_SPOT, allowed)));
    }

    private static ModelExpiry expiry(Configuration configuration) {
        return new ModelExpiry((int) configuration.integer(SettingKey.EXPIRY_WARN, 0, ModelExpiry.OLDEST), (int)
                configuration.integer(SettingKey.EXPIRY_REFUSE, 0, ModelExpiry.OLDEST));
    }

    /** The prediction log. @throws CommandException if none is kept */
    public PredictionLog requireLog() {
        return log.orElseThrow(() -> CommandException.usage(
                "no prediction log is kept (log.predictions); name one with --log FILE or AEGIS_LOG_PREDICTIONS"));
    }

    /** Where market data comes from. @throws CommandException if that was not said */
    public SourceOption requireSource() {
        return source.orElseThrow(() -> CommandException.usage(
                "no market data source; give --source csv:DIR, store, upstox, yahoo, nse, auto or synthetic[:SEED],"
                        + " or set AEGIS_SOURCE"));
    }
}
