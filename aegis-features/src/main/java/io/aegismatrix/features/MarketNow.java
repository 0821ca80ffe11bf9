package io.aegismatrix.features;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Where the market stands: the price and volatility index that everything said of now starts from, the closes they are
 * compared with, and how far the session is.
 *
 * <p>In session the newest price of that session counts, a live one or the last bar's, and is compared with the newest
 * completed session's close. Else that official close counts, whatever a source still quotes before the open or after the
 * close, and is compared with the one before. The volatility index is the newest known one, whatever its day.
 *
 * @param session the running session, or the next one while none runs
 * @param ahead how many sessions it is after the decision session; 1 unless daily bars are missing
 * @param running whether it has opened
 * @param live newest price of the running session; empty unless it runs and has one
 * @param path what the running session has done so far; empty unless bars of it are known
 * @param spot index level, points: the live price, else the decision close
 * @param previousClose the close that spot is compared with, points; empty if there is only one session
 * @param varianceToCome share of the close-to-close variance still to come, 0 to 1
 * @param volatilityIndex newest value of the volatility index, in its own points; empty where it is missing
 * @param previousVolatilityIndex the close it is compared with; empty where it is missing
 * @param volatilityIndexOf the session of the volatility index if it is a close of another day than the one shown: not the
 *     decision session's, or of it while the next one runs; empty otherwise, or live
 */
public record MarketNow(
        LocalDate session,
        int ahead,
        boolean running,
        Optional<Price> live,
        Optional<Path> path,
        double spot,
        OptionalDouble previousClose,
        double varianceToCome,
        OptionalDouble volatilityIndex,
        OptionalDouble previousVolatilityIndex,
        Optional<LocalDate> volatilityIndexOf) {

    /**
     * A price of the running session.
     *
     * @param points index level
     * @param at the moment it speaks for, see {@link StandingPrice}: not after its stamp
     */
    public record Price(double points, Instant at) {}

    /**
     * The running session so far.
     *
     * @param high highest price, points
     * @param low lowest price, points
     * @param last newest price, points
     * @param toCome share of the variance from open to close that is still to come, 0 to 1
     */
    public record Path(double high, double low, double last, double toCome) {}

    static MarketNow of(MarketSnapshot snapshot, MarketHistory history, Optional<IntradayFeatures> intraday) {
        TradingCalendar calendar = snapshot.calendar();
        LocalDate today = snapshot.asOf().atZone(calendar.zone()).toLocalDate();
        int decision = history.size() - 1;
        SessionState state = calendar.state(snapshot.asOf());
        boolean running = state == SessionState.OPEN;
        LocalDate session = running || state == SessionState.PRE_OPEN ? today : calendar.nextSession(today, today);
        Optional<IntradayFeatures> bars =
                intraday.filter(known -> running && known.session().equals(session));
        Optional<Price> live = running ? newest(snapshot, session, bars) : Optional.empty();
        double elapsed = live.map(price -> calendar.varianceShareElapsed(session, price.at()))
                .orElse(0.0);
        Volatility volatility = Volatility.of(snapshot, history, running);
        return new MarketNow(
                session,
                calendar.sessionsBetween(history.session(decision), session, today),
                running,
                live,
                live.flatMap(price -> bars.map(known -> path(known, price, session, calendar))),
                live.map(Price::points).orElseGet(() -> history.close(decision)),
                close(history, live.isPresent() ? decision : decision - 1),
                1 - elapsed,
                volatility.value(),
                volatility.previous(),
                volatility.of());
    }

    private static Optional<Price> newest(MarketSnapshot snapshot, LocalDate session, Optional<IntradayFeatures> bars) {
        Instant opening = snapshot.calendar().open(session);
        return Stream.concat(
                        bars.stream().map(known -> new Price(known.last(), known.through())),
                        snapshot.quote().stream().map(quote -> new Price(quote.price(), quote.at())))
                .filter(price -> !price.at().isBefore(opening))
                .max(Comparator.comparing(Price::at))
                .map(price -> new Price(
                        price.points(), StandingPrice.momentOf(snapshot, session, price.at(), price.points())));
    }

    private static Path path(IntradayFeatures bars, Price live, LocalDate session, TradingCalendar calendar) {
        double elapsed = calendar.varianceShareElapsed(session, live.at());
        double atOpen = calendar.varianceShareElapsed(session, calendar.open(session));
        return new Path(
                Math.max(live.points(), bars.high()),
                Math.min(live.points(), bars.low()),
                live.points(),
                Math.max(0, Math.min(1, (1 - elapsed) / (1 - atOpen))));
    }

    private static OptionalDouble close(MarketHistory history, int row) {
        return row < 0 ? OptionalDouble.empty() : OptionalDouble.of(history.close(row));
    }

    /** The volatility index and the close it is compared with; {@code of} as in the outer record. */
    private record Volatility(OptionalDouble value, OptionalDouble previous, Optional<LocalDate> of) {

        static Volatility of(MarketSnapshot snapshot, MarketHistory history, boolean running) {
            int decision = history.size() - 1;
            Optional<Quote> live = snapshot.volatilityQuote()
                    .filter(quote -> running && quote.at().isAfter(lastClose(snapshot)));
            BarSeries closes = snapshot.volatilityIndex();
            Optional<LocalDate> other = closes.isEmpty() || live.isPresent()
                    ? Optional.empty()
                    : Optional.of(closes.last().session()).filter(day -> !day.equals(history.session(decision)));
            int newest = closes.size() - 1;
            OptionalDouble close = other.isPresent() ? close(closes, newest) : close(history, decision);
            OptionalDouble before = other.isPresent() ? close(closes, newest - 1) : close(history, decision - 1);
            boolean ofYesterday = running && live.isEmpty() && close.isPresent();
            return new Volatility(
                    live.map(quote -> OptionalDouble.of(quote.price())).orElse(close),
                    live.isPresent() ? close : before,
                    ofYesterday ? other.or(() -> Optional.of(history.session(decision))) : other);
        }

        private static Instant lastClose(MarketSnapshot snapshot) {
            return snapshot.calendar().close(snapshot.calendar().lastCompletedSession(snapshot.asOf()));
        }

        private static OptionalDouble close(BarSeries series, int position) {
            return position < 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(series.bar(position).close());
        }

        private static OptionalDouble close(MarketHistory history, int row) {
            return row < 0 || Double.isNaN(history.vix(row))
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(history.vix(row));
        }
    }
}
