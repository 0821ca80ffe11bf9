package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.config.SettingKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every command that reads market data. */
final class SourceFlags {

    /** What libraries call lenient reading. */
    static final String LENIENT = "--lenient";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Where market data comes from: csv:DIR, store, upstox, yahoo, nse, auto or synthetic[:SEED].")
    private @Nullable String source;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Local store of fetched market data. Default: market.db")
    private @Nullable String store;

    @Option(names = LENIENT, description = "Skip and count unreadable CSV rows instead of refusing them.")
    private boolean lenient;

    void addTo(Flags flags) {
        flags.put(SettingKey.SOURCE, "--source", source)
                .put(SettingKey.STORE, "--store", store)
                .put(SettingKey.LENIENT, LENIENT, lenient);
    }
}
