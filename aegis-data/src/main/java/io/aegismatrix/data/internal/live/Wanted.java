package io.aegismatrix.data.internal.live;

import io.aegismatrix.data.Companion;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.Underlying;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What one run is after.
 *
 * @param underlying the index
 * @param asOf moment of observation
 * @param from first session of daily bars
 * @param live whether the moment is now, so that live prices and chains can be had
 * @param historyHeld whether the store holds every completed session, so that the years of bars need not come again
 * @param intradayHeld bars inside sessions that the store holds through the last completed session; empty if it lacks some
 * @param companions companions of which the store lacks the newest bar, those that have waited longest first
 * @param slack how much later than {@code asOf} a price may be dated: the run takes its time
 */
public record Wanted(
        Underlying underlying,
        Instant asOf,
        LocalDate from,
        boolean live,
        boolean historyHeld,
        Optional<IntradaySeries> intradayHeld,
        List<OfCompanion> companions,
        Duration slack) {

    /** Copies the list. */
    public Wanted {
        companions = List.copyOf(companions);
    }

    /**
     * The daily bars of a companion.
     *
     * @param companion which one
     * @param from first day of its exchange to ask for
     * @param last newest day of which a final bar can be had
     */
    public record OfCompanion(Companion companion, LocalDate from, LocalDate last) {}

    /** Calendar days of daily bars asked for again once the store holds them: vendors fill their holes days later. */
    private static final int RECENT_DAYS = 14;

    /** First session of daily bars to ask for: all of them, or the recent ones again. */
    public LocalDate firstDaily(ZoneId zone) {
        LocalDate recent = recent(asOf.atZone(zone).toLocalDate());
        return historyHeld && recent.isAfter(from) ? recent : from;
    }

    /** The first day that is asked for again where a series is held through {@code day}. */
    static LocalDate recent(LocalDate day) {
        return day.minusDays(RECENT_DAYS);
    }
}
