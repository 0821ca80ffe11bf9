package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flag of every command that can be about several indices. */
final class IndicesFlag {

    @Option(
            names = "--underlyings",
            paramLabel = "NAME,...",
            description = "Do it for each of these indices, such as NIFTY50,BANKNIFTY. Default: the configured one")
    private @Nullable String names;

    void addTo(Flags flags) {
        flags.put(SettingKey.UNDERLYINGS, "--underlyings", names);
    }
}
