package io.aegismatrix.runner.cli;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.runner.config.Settings;
import io.aegismatrix.runner.config.SourceOption;
import io.aegismatrix.runner.dashboard.PriceBars;
import io.aegismatrix.runner.dashboard.PublishedPayload;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The bars of a page, from the configured source as of the payload's moment; from the store where the source asks the network,
 * which a page does not. A page is made without bars, too, and says why.
 */
final class PageBars {

    private static final Period LOOKBACK = Period.ofMonths(6);

    private final Settings settings;

    PageBars(Settings settings) {
        this.settings = settings;
    }

    PriceBars of(PublishedPayload payload) {
        Underlying index = payload.underlying().flatMap(Underlying::find).orElse(settings.underlying());
        Optional<SourceOption> source = source();
        if (payload.asOf().isEmpty() || source.isEmpty()) {
            return PriceBars.none(
                    index.strikeStep(),
                    source.isPresent()
                            ? "the payload does not say what it is as of"
                            : "no source of prices was named: --source csv:DIR, or AEGIS_SOURCE");
        }
        try {
            MarketRequest request = request(index, payload.asOf().get());
            return PriceBars.of(source.get().source().snapshot(request).daily(), index.strikeStep());
        } catch (MarketDataException e) {
            return PriceBars.none(index.strikeStep(), String.valueOf(e.getMessage()));
        }
    }

    private static MarketRequest request(Underlying index, Instant asOf) {
        LocalDate day = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        return new MarketRequest(index, asOf, Optional.of(day.minus(LOOKBACK)))
                .withIntradayFrom(day)
                .withoutCompanions();
    }

    private Optional<SourceOption> source() {
        return settings.source()
                .filter(option -> !option.asksTheNetwork())
                .or(() -> Files.exists(settings.live().storeFile())
                        ? Optional.of(SourceOption.live("store", settings.live()))
                        : Optional.empty());
    }
}
