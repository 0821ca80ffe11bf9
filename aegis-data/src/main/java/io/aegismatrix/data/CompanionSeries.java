package io.aegismatrix.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The daily history of a companion.
 *
 * @param companion which one
 * @param source where it came from, such as {@code csv}
 * @param bars its bars by the days of its own exchange; not empty
 */
public record CompanionSeries(Companion companion, String source, BarSeries bars) {

    /** Validates that all are present and that the bars are the companion's. */
    public CompanionSeries {
        Objects.requireNonNull(companion, "companion");
        Objects.requireNonNull(source, "source");
        if (!bars.instrument().equals(companion.name()) || bars.isEmpty()) {
            throw new IllegalArgumentException("bars must be of " + companion + " and not empty, were " + bars);
        }
    }

    /** What was known of it at a moment; empty if nothing was. */
    public Optional<CompanionSeries> knownBy(Instant moment, TradingCalendar calendar) {
        return of(companion, source, bars.until(companion.lastKnown(moment, calendar)));
    }

    /** A series, unless it has no bar. */
    public static Optional<CompanionSeries> of(Companion companion, String source, BarSeries bars) {
        return bars.isEmpty() ? Optional.empty() : Optional.of(new CompanionSeries(companion, source, bars));
    }

    /** When the bar of a session became known. */
    public Instant knownAt(LocalDate session, TradingCalendar calendar) {
        return companion.knownAt(session, calendar);
    }
}
