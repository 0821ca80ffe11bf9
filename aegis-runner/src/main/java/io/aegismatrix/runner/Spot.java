package io.aegismatrix.runner;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The market's price and volatility index, and the closes they are compared with. In market hours the live price counts
 * and is compared with the last completed session's close; else that close counts, compared with the one before. The
 * volatility index is the newest known one, whatever its day.
 *
 * @param price index level, points
 * @param previousClose the close it is compared with; empty if there is only one session
 * @param vix volatility index, in its own points; empty where it is missing
 * @param previousVix the close it is compared with; empty where it is missing
 * @param vixOf the session of the volatility index if it is not that of the newest daily bar; empty if it is, or live
 */
record Spot(
        double price,
        OptionalDouble previousClose,
        OptionalDouble vix,
        OptionalDouble previousVix,
        Optional<LocalDate> vixOf) {

    static Spot of(MarketSnapshot snapshot, MarketHistory history) {
        int last = history.size() - 1;
        Optional<Quote> live = inSession(snapshot, snapshot.quote());
        Optional<Quote> liveVix = inSession(snapshot, snapshot.volatilityQuote());
        Optional<LocalDate> vixOf =
                newestVix(snapshot).filter(session -> liveVix.isEmpty() && !session.equals(history.session(last)));
        BarSeries volatility = snapshot.volatilityIndex();
        int newest = volatility.size() - 1;
        OptionalDouble close = vixOf.isPresent() ? close(volatility, newest) : vix(history, last);
        OptionalDouble before = vixOf.isPresent() ? close(volatility, newest - 1) : vix(history, last - 1);
        return new Spot(
                live.map(Quote::price).orElseGet(() -> history.close(last)),
                live.isPresent() ? OptionalDouble.of(history.close(last)) : close(history, last - 1),
                liveVix.map(quote -> OptionalDouble.of(quote.price())).orElse(close),
                liveVix.isPresent() ? close : before,
                vixOf);
    }

    private static Optional<LocalDate> newestVix(MarketSnapshot snapshot) {
        BarSeries volatility = snapshot.volatilityIndex();
        return volatility.isEmpty()
                ? Optional.empty()
                : Optional.of(volatility.last().session());
    }

    private static OptionalDouble close(BarSeries series, int position) {
        return position < 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(series.bar(position).close());
    }

    private static Optional<Quote> inSession(MarketSnapshot snapshot, Optional<Quote> quote) {
        return quote.filter(price -> snapshot.calendar().state(snapshot.asOf()) == SessionState.OPEN
                && price.at()
                        .isAfter(snapshot.calendar().close(snapshot.calendar().lastCompletedSession(snapshot.asOf()))));
    }

    private static OptionalDouble close(MarketHistory history, int row) {
        return row < 0 ? OptionalDouble.empty() : OptionalDouble.of(history.close(row));
    }

    private static OptionalDouble vix(MarketHistory history, int row) {
        return row < 0 || Double.isNaN(history.vix(row)) ? OptionalDouble.empty() : OptionalDouble.of(history.vix(row));
    }
}
