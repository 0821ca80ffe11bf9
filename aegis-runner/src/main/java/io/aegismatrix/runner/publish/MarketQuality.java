package io.aegismatrix.runner.publish;

import io.aegismatrix.data.Freshness;
import java.util.Objects;

/**
 * What market data must be like to be published from.
 *
 * @param completenessFloor least share of sessions that must have a bar, 0 to 1
 * @param oldestSpot oldest price that may be published in market hours
 */
public record MarketQuality(double completenessFloor, Freshness oldestSpot) {

    /** Nine sessions of ten, and a price that is at worst stale. */
    public static final MarketQuality STANDARD = new MarketQuality(0.9, Freshness.STALE);

    /** Validates the share. */
    public MarketQuality {
        Objects.requireNonNull(oldestSpot, "oldestSpot");
        if (!(completenessFloor >= 0 && completenessFloor <= 1)) {
            throw new IllegalArgumentException("completenessFloor must be between 0 and 1, was " + completenessFloor);
        }
    }
}
