package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of every command that reads or keeps models. */
final class ModelsFlag {

    @Option(names = "--models", paramLabel = "DIR", description = "Folder of the trained models. Default: models")
    private @Nullable String models;

    void addTo(Flags flags) {
        flags.put(SettingKey.MODELS, "--models", models);
    }
}
