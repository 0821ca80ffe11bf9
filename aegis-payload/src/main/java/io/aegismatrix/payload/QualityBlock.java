package io.aegismatrix.payload;

import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How good the market data behind this run was.
 *
 * @param completeness share of the calendar's sessions that have a bar, 0 to 1
 * @param freshness age class of the newest price, or, while the session runs, of what is oldest of that price, the live
 *     volatility index and the option chain
 * @param sources where each series came from
 * @param anomalies what looked wrong but did not stop the run
 */
public record QualityBlock(
        double completeness, Freshness freshness, List<SeriesSource> sources, List<Anomaly> anomalies) {

    /**
     * Where one series came from.
     *
     * @param name source, such as {@code csv} or {@code yahoo}
     * @param instrument instrument, such as {@code INDIAVIX}
     * @param kind {@code daily}, {@code intraday}, {@code quote} or {@code option_chain}
     * @param asOf moment of its newest datum
     * @param ageSeconds seconds from then to the run's market time, at least 0
     * @param level position in the fallback chain, 0 being the preferred source
     * @param attempts tries it took, at least 1
     */
    public record SeriesSource(
            String name, String instrument, String kind, Instant asOf, long ageSeconds, int level, int attempts) {

        /** Validates the texts and counts. */
        public SeriesSource {
            Checks.text(name, "name");
            Checks.text(instrument, "instrument");
            Checks.text(kind, "kind");
            Checks.present(asOf, "asOf");
            Checks.atLeast(0L, ageSeconds, "ageSeconds of " + instrument);
            Checks.atLeast(0, level, "level of " + instrument);
            Checks.atLeast(1, attempts, "attempts of " + instrument);
        }
    }

    /**
     * Something that looked wrong.
     *
     * @param code stable, upper-case code, such as {@code MISSING_SESSIONS}
     * @param detail what and where, for people
     */
    public record Anomaly(String code, String detail) {

        /** Validates that both texts are present. */
        public Anomaly {
            Checks.text(code, "code");
            Checks.text(detail, "detail");
        }
    }

    /** Validates the completeness and copies the lists. */
    public QualityBlock {
        Checks.probability(completeness, "completeness");
        Checks.present(freshness, "freshness");
        sources = List.copyOf(sources);
        anomalies = List.copyOf(anomalies);
    }

    /** The block for a snapshot's quality; ages are counted up to {@code moment}. */
    public static QualityBlock of(DataQuality quality, Instant moment) {
        return new QualityBlock(
                quality.completeness(),
                quality.freshness(),
                quality.sources().stream()
                        .map(stamp -> seriesSource(stamp, moment))
                        .toList(),
                quality.anomalies().stream()
                        .map(anomaly -> new Anomaly(anomaly.code(), anomaly.detail()))
                        .toList());
    }

    /** The same block with more that looked wrong. */
    public QualityBlock withAnomalies(List<Anomaly> more) {
        return new QualityBlock(
                completeness,
                freshness,
                sources,
                Stream.concat(anomalies.stream(), more.stream()).toList());
    }

    private static SeriesSource seriesSource(DataQuality.SourceStamp stamp, Instant moment) {
        long ageSeconds = Duration.between(stamp.asOf(), moment).toSeconds();
        return new SeriesSource(
                stamp.name(),
                stamp.instrument(),
                stamp.kind(),
                stamp.asOf(),
                ageSeconds,
                stamp.level(),
                stamp.attempts());
    }
}
