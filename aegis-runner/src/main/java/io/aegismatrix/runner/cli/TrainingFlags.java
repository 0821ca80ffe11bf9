package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every command that trains by the rules of {@code train}. */
final class TrainingFlags {

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random. Default: 20241231")
    private @Nullable String seed;

    @Option(names = "--folds", paramLabel = "N", description = "Walk-forward folds behind the scores. Default: 6")
    private @Nullable String folds;

    @Option(names = "--epochs", paramLabel = "N", description = "Most passes of the sequence network. Default: 50")
    private @Nullable String epochs;

    void addTo(Flags flags) {
        flags.put(SettingKey.SEED, "--seed", seed)
                .put(SettingKey.FOLDS, "--folds", folds)
                .put(SettingKey.EPOCHS, "--epochs", epochs);
    }
}
