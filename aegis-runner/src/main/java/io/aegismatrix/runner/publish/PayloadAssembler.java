package io.aegismatrix.runner.publish;

import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ModelManifest;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.payload.ModelRef;
import io.aegismatrix.payload.Payload;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.payload.QualityBlock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts the payload together from the market and what the engines had to say. */
public final class PayloadAssembler {

    private final Stamp stamp;
    private final ModelExpiry expiry;
    private final Consumer<String> warnings;

    /**
     * When and by which run a payload was made.
     *
     * @param at told to the millisecond
     * @param runId names the run
     */
    public record Stamp(Instant at, String runId) {

        public Stamp {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * Makes an assembler of one payload.
     *
     * @param stamp when and by which run it is made
     * @param expiry how old models may be before that is told
     * @param warnings told what the reader of the payload must know
     */
    public PayloadAssembler(Stamp stamp, ModelExpiry expiry, Consumer<String> warnings) {
        this.stamp = stamp;
        this.expiry = expiry;
        this.warnings = warnings;
    }

    /**
     * The whole payload.
     *
     * @throws PayloadException if a number breaks a rule of its record
     */
    public Payload assemble(FeatureSet features, EngineResults results) {
        try {
            return payload(features, results);
        } catch (IllegalArgumentException e) {
            throw new PayloadException("the payload is invalid and was not published: " + e.getMessage(), e);
        }
    }

    private Payload payload(FeatureSet features, EngineResults results) {
        MarketSnapshot snapshot = features.snapshot();
        List<Watched> watched = results.bundles().parallelStream()
                .map(bundle -> new Watched(bundle, new ModelWatch(bundle, features, expiry)))
                .toList();
        List<QualityBlock.Anomaly> anomalies = Stream.of(
                        carriedVolatility(features).stream(),
                        oneSided(features).stream(),
                        watched.stream().flatMap(one -> one.watch().anomalies().stream()))
                .flatMap(found -> found)
                .toList();
        anomalies.forEach(anomaly -> warnings.accept(anomaly.detail()));
        return new Payload(
                        stamp.at(),
                        Payload.SCHEMA_VERSION,
                        stamp.runId(),
                        snapshot.underlying().name(),
                        newestDatum(snapshot),
                        snapshot.synthetic(),
                        SessionBlocks.of(snapshot, features.decisionSession()),
                        QualityBlock.of(snapshot.quality(), snapshot.asOf()).withAnomalies(anomalies),
                        models(features, watched),
                        new TreeMap<>(),
                        MarketBlocks.of(
                                features,
                                results.seller().bundle().map(CombinedVolatility::of),
                                results.seller().reason()),
                        results.direction().outlook(),
                        results.seller().outlook(),
                        results.buyer().outlook())
                .withExtensions(results.extensions());
    }

    private static Optional<QualityBlock.Anomaly> carriedVolatility(FeatureSet features) {
        return features.volatilityCarriedFrom()
                .map(session -> new QualityBlock.Anomaly(
                        AnomalyCode.VOLATILITY_INDEX_CARRIED.name(),
                        features.snapshot().underlying().volatilityIndex() + ": no bar of " + features.decisionSession()
                                + ", the value of " + session + " stands in"));
    }

    /** The nearest expiry tells: it is the one whose numbers are missed. */
    private static Optional<QualityBlock.Anomaly> oneSided(FeatureSet features) {
        return features.optionChain().stream()
                .flatMap(chain -> chain.expiries().stream())
                .filter(ExpiryAnalytics::hasOpenInterest)
                .findFirst()
                .flatMap(expiry -> expiry.sidesComplaint()
                        .map(complaint -> new QualityBlock.Anomaly(
                                AnomalyCode.OPTION_CHAIN_ONE_SIDED.name(), expiry.expiry() + ": " + complaint)));
    }

    /** An engine's models and what was noticed about them. */
    private record Watched(ModelBundle bundle, ModelWatch watch) {}

    private static Instant newestDatum(MarketSnapshot snapshot) {
        return snapshot.quality().sources().stream()
                .map(SourceStamp::asOf)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> snapshot.calendar().close(snapshot.lastSession()));
    }

    private List<ModelRef> models(FeatureSet features, List<Watched> watched) {
        LocalDate today = features.snapshot()
                .asOf()
                .atZone(features.snapshot().calendar().zone())
                .toLocalDate();
        ModelRefs references = new ModelRefs(features.decisionSession(), today);
        warnInSample(
                watched.stream()
                        .map(one -> one.bundle().manifest())
                        .filter(references::inSample)
                        .toList(),
                features.decisionSession());
        // Before the last outcome of a record its skill is bootstrapped anew, and the engines do not depend on each
        // other.
        return watched.parallelStream()
                .flatMap(one -> references.of(one.bundle(), one.watch()).stream())
                .toList();
    }

    /** One warning a training day: the engines of a store are mostly trained together. */
    private void warnInSample(List<ModelManifest> manifests, LocalDate session) {
        Map<LocalDate, List<String>> engines = new TreeMap<>();
        manifests.forEach(manifest -> engines.computeIfAbsent(manifest.trainedThrough(), day -> new ArrayList<>())
                .add(manifest.engine().id()));
        engines.forEach((day, names) -> warnings.accept(
                String.join(", ", names) + (names.size() == 1 ? " was" : " were") + " trained through " + day
                        + ", after the decision session " + session
                        + (names.size() == 1 ? ": its" : ": their") + " forecasts are in sample"));
    }
}
