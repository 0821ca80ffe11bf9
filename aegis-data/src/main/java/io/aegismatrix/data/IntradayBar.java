package io.aegismatrix.data;

import java.time.Instant;
import java.util.Objects;

/**
 * One bar inside a session, labelled by its start.
 *
 * @param start first moment the bar covers
 * @param open first price, points
 * @param high highest price, points
 * @param low lowest price, points
 * @param close last price, points
 */
public record IntradayBar(Instant start, double open, double high, double low, double close) {

    /** Validates that the four prices are finite, positive and in order, and quotes the first that is not. */
    public IntradayBar {
        Objects.requireNonNull(start, "start");
        Prices.requireBar(open, high, low, close, start);
    }
}
