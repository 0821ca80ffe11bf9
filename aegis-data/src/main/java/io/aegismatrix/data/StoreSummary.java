package io.aegismatrix.data;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store holds, for people.
 *
 * @param file the database file
 * @param bytes size of the database file
 * @param holdings one entry an instrument and kind
 * @param revisions number of bars that said something else before, each change counted
 * @param attempts number of requests recorded
 * @param lastFetch moment of observation of the newest run that made a request; empty if there was none
 */
public record StoreSummary(
        Path file, long bytes, List<Holding> holdings, long revisions, long attempts, Optional<Instant> lastFetch) {

    /** Validates that the parts are present and copies the list. */
    public StoreSummary {
        Objects.requireNonNull(file, "file");
        holdings = List.copyOf(holdings);
        Objects.requireNonNull(lastFetch, "lastFetch");
    }

    /**
     * All of one kind of one instrument.
     *
     * @param instrument instrument, such as {@code INDIAVIX}
     * @param kind {@code daily}, {@code quote}, {@code option_chain}, or {@code intraday 5m} with the length of a bar
     * @param count number of bars, prices or chains; at least 1
     * @param first oldest session
     * @param last newest session
     */
    public record Holding(String instrument, String kind, long count, LocalDate first, LocalDate last) {

        /** Validates that the parts are present. */
        public Holding {
            Objects.requireNonNull(instrument, "instrument");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(last, "last");
        }
    }
}
