package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of every command that reads or adds to the prediction log. */
final class LogFlag {

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Prediction log, or off for none. Default: predictions.db")
    private @Nullable String log;

    void addTo(Flags flags) {
        flags.put(SettingKey.LOG_PREDICTIONS, "--log", log);
    }
}
