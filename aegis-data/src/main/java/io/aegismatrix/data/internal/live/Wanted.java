package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.Underlying;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What one run is after.
 *
 * @param underlying the index
 * @param asOf moment of observation
 * @param from first session of daily bars
 * @param live whether the moment is now, so that live prices and chains can be had
 * @param historyHeld whether the store holds every completed session, so that the years of bars need not come again
 * @param slack how much later than {@code asOf} a price may be dated: the run takes its time
 */
public record Wanted(
        Underlying underlying, Instant asOf, LocalDate from, boolean live, boolean historyHeld, Duration slack) {}
