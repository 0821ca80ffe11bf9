package io.aegismatrix.features;

import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionHours;
import java.time.Instant;
import java.time.LocalDate;

/** Prices of an index that stands still before its closing auction: they are older than their stamps. */
public final class StandingPrice {

    private StandingPrice() {}

    /**
     * The moment that a price of a session speaks for: the index's stop while the price is still the one it stopped at,
     * however late the stamp; a source without the auction's result does not know the close at any time. Else the stamp.
     *
     * @param session the price's session
     * @param at the price's stamp
     * @param price index level, points
     */
    public static Instant momentOf(MarketSnapshot snapshot, LocalDate session, Instant at, double price) {
        SessionHours hours = snapshot.calendar().hours(session);
        boolean stands = hours.hasAuction()
                && at.isAfter(hours.indexStop())
                && snapshot.intraday()
                        .filter(series -> isWhereItStopped(series, session, hours, price))
                        .isPresent();
        return stands ? hours.indexStop() : at;
    }

    private static boolean isWhereItStopped(
            IntradaySeries series, LocalDate session, SessionHours hours, double price) {
        return series.session(session).stream()
                .filter(bar -> !bar.start().plus(series.interval()).isBefore(hours.indexStop()))
                .filter(bar -> !bar.start().plus(series.interval()).isAfter(hours.auctionPrint()))
                .anyMatch(bar -> bar.close() == price);
    }
}
