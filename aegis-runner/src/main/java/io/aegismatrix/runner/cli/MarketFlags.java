package io.aegismatrix.runner.cli;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.config.AsOf;
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
            description =
                    "Look at the market as it was then: 2024-12-31 (after its close), 2024-12-31T15:30 (exchange's"
                            + " time), with an offset such as Z or +0530, today or now. Default: now.")
    private @Nullable String asOf;

    void addTo(Flags flags) {
        source.addTo(flags);
    }

    /** Whether another moment than now was asked for. */
    boolean isOfThePast() {
        return asOf != null;
    }

    /** The moment to look at the market; one that was given is told, so that nobody wonders how it was read. */
    Instant asOf(AegisCommand aegis) {
        TradingCalendar calendar = MarketSources.nseCalendar();
        Instant moment = AsOf.parse(Optional.ofNullable(asOf), calendar, aegis.clock());
        if (asOf != null) {
            aegis.console().progress("as of " + AsOf.shown(moment, calendar));
        }
        return moment;
    }
}
