package io.aegismatrix.runner;

import io.aegismatrix.data.TradingCalendar;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every command that looks at the market. */
final class MarketFlags {

    @Mixin
    private SourceFlags source = new SourceFlags();

    @Option(
            names = "--as-of",
            paramLabel = "DATE|INSTANT",
            description = "Look at the market as it was then; a date means after its close. Default: now.")
    private @Nullable String asOf;

    void addTo(Flags flags) {
        source.addTo(flags);
    }

    Instant asOf(TradingCalendar calendar, Clock clock) {
        return AsOf.parse(Optional.ofNullable(asOf), calendar, clock);
    }
}
