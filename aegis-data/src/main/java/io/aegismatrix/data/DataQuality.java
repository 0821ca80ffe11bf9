package io.aegismatrix.data;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What is known about how good a snapshot is.
 *
 * @param completeness share of the calendar's sessions between the first and the last bar that have a bar, 0 to 1
 * @param freshness age class of the newest price, or, while the session runs, of what is oldest of that price, the live
 *     volatility index and the option chain, where they are there
 * @param sources where each series came from
 * @param anomalies what looked wrong but did not stop the snapshot
 */
public record DataQuality(
        double completeness, Freshness freshness, List<SourceStamp> sources, List<Anomaly> anomalies) {

    /**
     * Where one series came from.
     *
     * @param name source, such as {@code csv} or {@code yahoo}
     * @param instrument instrument, such as {@code INDIAVIX}
     * @param kind what it is: {@code daily}, {@code intraday}, {@code quote} or {@code option_chain}
     * @param asOf moment of its newest datum
     * @param level position among the sources of the fallback chain that can serve this part, 0 being the preferred one;
     *     daily bars that the store holds up to the last completed session are its first choice
     * @param attempts how many tries it took over all sources, at least 1
     */
    public record SourceStamp(String name, String instrument, String kind, Instant asOf, int level, int attempts) {

        /** The {@link #kind()} of a daily series. */
        public static final String DAILY = "daily";
        /** The {@link #kind()} of bars inside sessions. */
        public static final String INTRADAY = "intraday";
        /** The {@link #kind()} of a live price. */
        public static final String QUOTE = "quote";
        /** The {@link #kind()} of an option chain. */
        public static final String OPTION_CHAIN = "option_chain";

        /** Validates that the texts are present and the counts in range. */
        public SourceStamp {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(instrument, "instrument");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(asOf, "asOf");
            if (level < 0 || attempts < 1) {
                throw new IllegalArgumentException(
                        "level must be at least 0 and attempts at least 1, was " + level + " and " + attempts);
            }
        }
    }

    /**
     * Something that looked wrong.
     *
     * @param code stable, upper-case code; ours are the names of {@link AnomalyCode}
     * @param detail what and where, for people
     */
    public record Anomaly(String code, String detail) {

        /** Validates that both texts are present. */
        public Anomaly {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(detail, "detail");
        }

        /** One of our own anomalies. */
        public static Anomaly of(AnomalyCode code, String detail) {
            return new Anomaly(code.name(), detail);
        }
    }

    /** Validates the completeness and copies the lists. */
    public DataQuality {
        if (!(completeness >= 0 && completeness <= 1)) {
            throw new IllegalArgumentException("completeness must be in [0, 1], was " + completeness);
        }
        Objects.requireNonNull(freshness, "freshness");
        sources = List.copyOf(sources);
        anomalies = List.copyOf(anomalies);
    }
}
