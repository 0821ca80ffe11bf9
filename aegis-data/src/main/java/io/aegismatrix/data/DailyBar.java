package io.aegismatrix.data;

import java.time.LocalDate;
import java.util.Objects;

/**
 * One completed trading session of one instrument.
 *
 * @param session the trading day
 * @param open first price, points
 * @param high highest price, points; at least {@code open} and {@code close}
 * @param low lowest price, points; positive and at most {@code open} and {@code close}
 * @param close official close, points
 * @param volume the vendor's volume, 0 where unknown; carried, never a feature (index volumes are not usable)
 */
public record DailyBar(LocalDate session, double open, double high, double low, double close, double volume) {

    /** Validates that the four prices are finite, positive and in order, and quotes the first that is not. */
    public DailyBar {
        Objects.requireNonNull(session, "session");
        Prices.requireBar(open, high, low, close, session);
        Prices.requireCount(volume, "volume", session);
    }
}
