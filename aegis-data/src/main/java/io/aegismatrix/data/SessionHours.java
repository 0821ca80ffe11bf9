package io.aegismatrix.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The phases of one session: when options can be traded, and when the index itself moves. Up to 2026-07 the two are the
 * same. Since 2026-08-03 the shares behind an NSE index stop at 15:15 and close by auction, while its options trade on to
 * 15:40: from {@link #indexStop()} on the index stands still, jumps once about {@link #auctionPrint()}, and
 * its official close is known at {@link #indexClose()}.
 *
 * @param trading when options can be traded, in order and apart; more than one part on a session with a break
 * @param indexStop end of the index's continuous trading
 * @param auctionPrint when the auction's result first shows in the index; {@code indexStop} without an auction
 * @param indexClose when the index's official close is known
 */
public record SessionHours(List<Part> trading, Instant indexStop, Instant auctionPrint, Instant indexClose) {

    private static final Duration LAST_MINUTE = Duration.ofMinutes(1);
    /** The auction ends at random, and what is known of its print is rounded to the minute. */
    private static final Duration TOLERANCE = Duration.ofMinutes(2);

    private static final Duration AFTERWARDS = Duration.ofMinutes(30);

    /**
     * A stretch of time.
     *
     * @param from first moment
     * @param to end, exclusive
     */
    public record Part(Instant from, Instant to) {

        /** Validates the order. */
        public Part {
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("part must end after it begins, was " + from + " to " + to);
            }
        }

        boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }
    }

    /** Copies the parts and validates the order of everything. */
    public SessionHours {
        trading = List.copyOf(trading);
        Objects.requireNonNull(indexStop, "indexStop");
        Objects.requireNonNull(auctionPrint, "auctionPrint");
        Objects.requireNonNull(indexClose, "indexClose");
        if (trading.isEmpty()) {
            throw new IllegalArgumentException("a session needs hours");
        }
        for (int i = 1; i < trading.size(); i++) {
            requireOrder(trading.get(i - 1).to(), trading.get(i).from());
        }
        Instant close = trading.get(trading.size() - 1).to();
        requireOrder(trading.get(0).from(), indexStop);
        requireOrder(indexStop, auctionPrint);
        requireOrder(auctionPrint, indexClose);
        requireOrder(indexClose, close);
    }

    private static void requireOrder(Instant earlier, Instant later) {
        if (earlier.isAfter(later)) {
            throw new IllegalArgumentException("phases must follow one another, was " + earlier + " before " + later);
        }
    }

    /** A session without auction and without break. */
    public static SessionHours of(Instant open, Instant close) {
        return new SessionHours(List.of(new Part(open, close)), close, close, close);
    }

    /** When the session opens. */
    public Instant open() {
        return trading.get(0).from();
    }

    /** When options stop trading: from then on the session is over and its daily bar final. */
    public Instant close() {
        return trading.get(trading.size() - 1).to();
    }

    /** Share of the time between open and close that has passed at a moment, 0 to 1. */
    public double clockFraction(Instant moment) {
        double passed = Duration.between(open(), moment).toSeconds();
        return Math.max(
                0, Math.min(1, passed / Duration.between(open(), close()).toSeconds()));
    }

    /** Whether the index's close comes from an auction. */
    public boolean hasAuction() {
        return indexStop.isBefore(indexClose);
    }

    /** Whether options can be traded at a moment: not in a break. */
    public boolean trades(Instant moment) {
        for (Part part : trading) {
            if (part.holds(moment)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the index moves at a moment: in continuous trading, not in a break nor after its stop. */
    public boolean moves(Instant moment) {
        return moment.isBefore(indexStop) && trades(moment);
    }

    /**
     * The latest moment up to {@code moment} at which the index could have moved: a price of then is as new as there can
     * be. Between the stop and the close that is the stop, though the auction's own print comes a little earlier.
     */
    public Instant lastMove(Instant moment) {
        boolean waits = !moment.isBefore(indexStop) && moment.isBefore(indexClose);
        return waits ? indexStop : lastTrade(moment);
    }

    /** The latest moment up to {@code moment} at which options could be traded: in a break, its begin. */
    public Instant lastTrade(Instant moment) {
        return trades(moment)
                ? moment
                : trading.stream()
                        .map(Part::to)
                        .filter(end -> !end.isAfter(moment))
                        .reduce((earlier, later) -> later)
                        .orElse(moment);
    }

    /** Length of the index's continuous trading up to a moment, breaks left out. */
    public Duration moved(Instant moment) {
        Instant until = moment.isBefore(indexStop) ? moment : indexStop;
        Duration sum = Duration.ZERO;
        for (Part part : trading) {
            Instant end = until.isBefore(part.to()) ? until : part.to();
            if (end.isAfter(part.from())) {
                sum = sum.plus(Duration.between(part.from(), end));
            }
        }
        return sum;
    }

    /**
     * Whether a newest price makes the session's last one: it is of the last minute before the close. A vendor whose
     * newest price is of the auction's print, and has none newer well after the end, has none newer to come.
     *
     * @param newest moment of the newest price
     * @param asOf when it was the newest
     */
    public boolean isFinal(Instant newest, Instant asOf) {
        boolean printed = hasAuction()
                && !newest.isBefore(auctionPrint.minus(TOLERANCE))
                && !asOf.isBefore(close().plus(AFTERWARDS));
        return printed || !newest.isBefore(indexClose.minus(LAST_MINUTE));
    }
}
