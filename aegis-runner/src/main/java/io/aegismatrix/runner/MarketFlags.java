package io.aegismatrix.runner;

import io.aegismatrix.data.TradingCalendar;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of every command that looks at the market. */
final class MarketFlags {

    /** What libraries call lenient reading. */
    static final String LENIENT = "--lenient";

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description = "Where market data comes from: csv:DIR, store, yahoo, nse, auto or synthetic[:SEED].")
    private @Nullable String source;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Local store of fetched market data. Default: market.db")
    private @Nullable String store;

    @Option(names = LENIENT, description = "Skip and count unreadable CSV rows instead of refusing them.")
    private boolean lenient;

    @Option(
            names = "--as-of",
            paramLabel = "DATE|INSTANT",
            description = "Look at the market as it was then; a date means after its close. Default: now.")
    private @Nullable String asOf;

    void addTo(Flags flags) {
        flags.put(SettingKey.SOURCE, "--source", source)
                .put(SettingKey.STORE, "--store", store)
                .put(SettingKey.LENIENT, LENIENT, lenient);
    }

    Instant asOf(TradingCalendar calendar, Clock clock) {
        return AsOf.parse(Optional.ofNullable(asOf), calendar, clock);
    }
}
