package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything one run publishes: the whole of {@code aegismatrix.json}. Component names in snake case are the file's
 * field names. Records hold numbers as they were computed; the file rounds them (points to 2 decimals, volatility index to 4,
 * all else to 6), and what is read back from it is written as the same bytes again.
 *
 * @param generatedAt when the run published
 * @param schemaVersion {@code major.minor}; within a major only additions
 * @param runId names the run, for logs
 * @param underlying the index, such as {@code NIFTY50}
 * @param asOf market time of the newest datum
 * @param synthetic whether the prices are invented
 * @param session where the run stands in the exchange's calendar
 * @param dataQuality how good the market data was
 * @param models the models that took part, by engine and name
 * @param live what the live records in the models and ranges were measured on; empty, and left out of the file, where no
 *     log of forecasts is kept
 * @param timingsMs milliseconds per stage, by stage name
 * @param market spot, volatility index, regime
 * @param direction the direction engine's outlook
 * @param seller the seller engine's outlook
 * @param buyer the buyer engine's outlook
 * @param extensions outlooks of engines from outside this project, by engine; left out of the file where there are none
 */
public record Payload(
        Instant generatedAt,
        String schemaVersion,
        String runId,
        String underlying,
        Instant asOf,
        boolean synthetic,
        SessionBlock session,
        QualityBlock dataQuality,
        List<ModelRef> models,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<LiveBlock> live,
        SortedMap<String, Long> timingsMs,
        MarketBlock market,
        DirectionOutlook direction,
        SellerOutlook seller,
        BuyerOutlook buyer,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, ExtensionOutlook> extensions) {

    /** The schema version this release writes. */
    public static final String SCHEMA_VERSION = "1.0";

    /** Validates that every block is present and copies the collections. */
    public Payload {
        Checks.present(generatedAt, "generatedAt");
        Checks.text(schemaVersion, "schemaVersion");
        Checks.text(runId, "runId");
        Checks.text(underlying, "underlying");
        Checks.present(asOf, "asOf");
        Checks.present(session, "session");
        Checks.present(dataQuality, "dataQuality");
        models = List.copyOf(models);
        Checks.present(live, "live");
        timingsMs = Collections.unmodifiableSortedMap(new TreeMap<>(timingsMs));
        timingsMs.forEach(Payload::requireTiming);
        Checks.present(market, "market");
        Checks.present(direction, "direction");
        Checks.present(seller, "seller");
        Checks.present(buyer, "buyer");
        extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
    }

    /** A payload without live records and extensions. */
    public Payload(
            Instant generatedAt,
            String schemaVersion,
            String runId,
            String underlying,
            Instant asOf,
            boolean synthetic,
            SessionBlock session,
            QualityBlock dataQuality,
            List<ModelRef> models,
            SortedMap<String, Long> timingsMs,
            MarketBlock market,
            DirectionOutlook direction,
            SellerOutlook seller,
            BuyerOutlook buyer) {
        this(
                generatedAt,
                schemaVersion,
                runId,
                underlying,
                asOf,
                synthetic,
                session,
                dataQuality,
                models,
                Optional.empty(),
                timingsMs,
                market,
                direction,
                seller,
                buyer,
                new TreeMap<>());
    }

    private static void requireTiming(String stage, Long millis) {
        Checks.atLeast(0L, millis, "timing of " + stage);
    }

    /** The same payload with other timings. */
    public Payload withTimings(Map<String, Long> timings) {
        return new Payload(
                generatedAt,
                schemaVersion,
                runId,
                underlying,
                asOf,
                synthetic,
                session,
                dataQuality,
                models,
                live,
                new TreeMap<>(timings),
                market,
                direction,
                seller,
                buyer,
                extensions);
    }

    /** The same payload with the record of what was published in the past. */
    public Payload withLive(LiveBlock block, List<ModelRef> scored, SellerOutlook held) {
        return new Payload(
                generatedAt,
                schemaVersion,
                runId,
                underlying,
                asOf,
                synthetic,
                session,
                dataQuality,
                scored,
                Optional.of(block),
                timingsMs,
                market,
                direction,
                held,
                buyer,
                extensions);
    }

    /** The same payload with what engines from outside this project have to say, by engine. */
    public Payload withExtensions(SortedMap<String, ExtensionOutlook> outlooks) {
        return new Payload(
                generatedAt,
                schemaVersion,
                runId,
                underlying,
                asOf,
                synthetic,
                session,
                dataQuality,
                models,
                live,
                timingsMs,
                market,
                direction,
                seller,
                buyer,
                outlooks);
    }
}
