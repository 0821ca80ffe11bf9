package io.aegismatrix.direction;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.MarketHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What is still to come of a session's close, seen from a price at a moment of it.
 *
 * @param centre the close if the price stayed where it is, points
 * @param share share of the drift still to come, 0 to 1
 * @param variance variance still to come, relative to that of the one-session forecast
 */
record RestOfSession(double centre, double share, double variance) {

    private static final int USUAL_SESSIONS = 60;
    private static final Duration SETTLING = Duration.ofMinutes(30);

    /**
     * A session as seen at a moment.
     *
     * @param history daily columns, of which rows after {@code row} are not looked at
     * @param row the session before
     * @param deviation one standard deviation of the one-session forecast made at {@code row}
     * @param realized variance realised since the open relative to what is usual by this time of day, where bars tell
     */
    static RestOfSession of(
            MarketSnapshot snapshot,
            MarketHistory history,
            int row,
            LocalDate session,
            Instant at,
            double price,
            double deviation,
            OptionalDouble realized) {
        ClosingAverage settlement = ClosingAverage.of(snapshot, session, at, price);
        boolean settled = !at.isBefore(snapshot.calendar().open(session).plus(SETTLING));
        double surprise = settled ? surprise(history, row, deviation, realized) : 1;
        double unknown = ClosingAverage.AVERAGING_ERROR / deviation;
        return new RestOfSession(
                settlement.centre(), settlement.left(), settlement.left() * surprise + unknown * unknown);
    }

    /**
     * How much more variance than forecast the rest of the session is given: the square root of today's realised variance
     * over the forecast's, from half an hour after the open on, where bars tell; 1 where they do not. On the 5-minute
     * bars of 2024 (144 sessions, 10:00 to 15:00) the square root was likelier than no adjustment at every time of day,
     * and within noise of the best power.
     */
    private static double surprise(MarketHistory history, int row, double deviation, OptionalDouble realized) {
        return realized.isEmpty()
                ? 1
                : Math.sqrt(realized.getAsDouble() * usualVariance(history, row + 1) / (deviation * deviation));
    }

    /** Mean variance of the sessions before a row. */
    static double usualVariance(MarketHistory history, int row) {
        return IntStream.range(row - USUAL_SESSIONS, row)
                .mapToDouble(history::variance)
                .average()
                .orElseThrow();
    }

    /** The first row whose usual variance is known. */
    static int firstUsualRow() {
        return 1 + USUAL_SESSIONS;
    }
}
