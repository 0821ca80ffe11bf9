package io.aegismatrix.features;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.Companion;
import io.aegismatrix.data.CompanionSeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What a night brought before the exchange opened: how the United States closed since our previous close.
 *
 * <p>Counted from our previous close and not from our previous open, since the close is what the session is measured against
 * and news from before it is in it. On every day so far both are the same: no session of New York ends between 09:15 and
 * 15:30 in India, which is night there. After a holiday in India a night holds several sessions of New York, after one there
 * none, and then nothing has changed.
 */
public sealed interface Night {

    /** From when on the morning of a session its night is over: New York has closed, at 01:30 or at 02:30. */
    LocalTime OVER = LocalTime.of(8, 30);

    /**
     * It is known.
     *
     * @param usReturn log return of the S&amp;P 500 from the last close known at our previous close to the last one now
     * @param usReturnBefore the same over the night before the previous session
     * @param vixChange log change of its volatility index between the same closes
     * @param asOf when the newer close became known
     */
    record Known(double usReturn, double usReturnBefore, double vixChange, Instant asOf) implements Night {}

    /**
     * It is not, and another night is not taken for it.
     *
     * @param reason why
     */
    record Unknown(String reason) implements Night {}

    /** The night if it is known. */
    default Optional<Known> find() {
        return this instanceof Known known ? Optional.of(known) : Optional.empty();
    }

    /** Whether forecasts are made of a session that is about to open: in the morning, once its night is over. */
    static boolean isOver(TradingCalendar calendar, Instant moment) {
        return calendar.state(moment) == SessionState.PRE_OPEN
                && !moment.atZone(calendar.zone()).toLocalTime().isBefore(OVER);
    }

    /**
     * The night before a session by what was known at its open, or at the moment of the snapshot if that is earlier.
     *
     * @param session a trading day
     */
    static Night before(LocalDate session, MarketSnapshot market) {
        TradingCalendar calendar = market.calendar();
        Instant open = calendar.open(session);
        Instant moment = market.asOf().isBefore(open) ? market.asOf() : open;
        if (moment.isBefore(session.atTime(OVER).atZone(calendar.zone()).toInstant())) {
            return new Unknown("the night before " + session + " counts from " + OVER + " on, it is " + moment);
        }
        LocalDate previous = calendar.previousSession(session);
        LocalDate earlier = lastDueAtClose(calendar.previousSession(previous), calendar);
        LocalDate before = lastDueAtClose(previous, calendar);
        LocalDate newest = Companion.SP500.lastDue(moment, calendar);
        Optional<String> missing = missing(market, Companion.SP500, List.of(newest, before, earlier))
                .or(() -> missing(market, Companion.CBOE_VIX, List.of(newest, before)));
        return missing.<Night>map(Unknown::new)
                .orElseGet(() -> new Known(
                        change(market, Companion.SP500, before, newest),
                        change(market, Companion.SP500, earlier, before),
                        change(market, Companion.CBOE_VIX, before, newest),
                        Companion.CBOE_VIX.knownAt(newest, calendar)));
    }

    private static LocalDate lastDueAtClose(LocalDate session, TradingCalendar calendar) {
        return Companion.SP500.lastDue(calendar.close(session), calendar);
    }

    private static Optional<String> missing(MarketSnapshot market, Companion companion, List<LocalDate> days) {
        Optional<BarSeries> bars = market.companion(companion).map(CompanionSeries::bars);
        if (bars.isEmpty()) {
            return Optional.of("the source has no bars of " + companion);
        }
        return days.stream()
                .filter(day -> bars.get().find(day).isEmpty())
                .findFirst()
                .map(day -> companion + " lacks the close of " + day);
    }

    private static double change(MarketSnapshot market, Companion companion, LocalDate before, LocalDate newest) {
        BarSeries bars = market.companion(companion).orElseThrow().bars();
        return Math.log(close(bars, newest) / close(bars, before));
    }

    private static double close(BarSeries bars, LocalDate session) {
        return bars.bar(bars.find(session).orElseThrow()).close();
    }
}
