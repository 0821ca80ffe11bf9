package io.aegismatrix.buyer;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.IntradayFeatures;
import io.aegismatrix.features.StandingPrice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Where the session stands that the next odds are about: the running one, or the next while the market is closed.
 *
 * @param session the trading day
 * @param ahead how many sessions it is after the decision session; 1 unless daily bars are missing
 * @param running whether it has opened
 * @param path what it has done so far; empty unless it is running and bars of it are known
 * @param spot newest price, points: live in session, else the decision close
 * @param varianceToCome share of the close-to-close variance still to come, 0 to 1
 */
record SessionNow(
        LocalDate session, int ahead, boolean running, Optional<Path> path, double spot, double varianceToCome) {

    /**
     * The running session so far.
     *
     * @param high highest price, points
     * @param low lowest price, points
     * @param last newest price, points
     * @param toCome share of the variance from open to close that is still to come, 0 to 1
     */
    record Path(double high, double low, double last, double toCome) {}

    static SessionNow of(FeatureSet features) {
        MarketSnapshot snapshot = features.snapshot();
        TradingCalendar calendar = snapshot.calendar();
        LocalDate today = snapshot.asOf().atZone(calendar.zone()).toLocalDate();
        LocalDate decision = features.decisionSession();
        SessionState state = calendar.state(snapshot.asOf());
        double close = features.history().close(features.decisionRow());
        if (state == SessionState.OPEN) {
            int ahead = calendar.sessionsBetween(decision, today, today);
            return running(features, today, ahead, close);
        }
        LocalDate next = state == SessionState.PRE_OPEN ? today : calendar.nextSession(today, today);
        return new SessionNow(next, calendar.sessionsBetween(decision, next, today), false, Optional.empty(), close, 1);
    }

    private static SessionNow running(FeatureSet features, LocalDate today, int ahead, double close) {
        TradingCalendar calendar = features.snapshot().calendar();
        Optional<Quote> quote = features.snapshot()
                .quote()
                .filter(value ->
                        value.at().atZone(calendar.zone()).toLocalDate().equals(today));
        Optional<IntradayFeatures> bars =
                features.intraday().filter(value -> value.session().equals(today));
        if (bars.isEmpty()) {
            double toCome = quote.map(value -> 1 - calendar.varianceShareElapsed(today, moment(features, today, value)))
                    .orElse(1.0);
            double spot = quote.map(Quote::price).orElse(close);
            return new SessionNow(today, ahead, true, Optional.empty(), spot, toCome);
        }
        Instant through = bars.get().through();
        Optional<Quote> newer = quote.filter(value -> value.at().isAfter(through));
        double last = newer.map(Quote::price).orElse(bars.get().last());
        Instant at = newer.map(Quote::at).orElse(through);
        double elapsed = calendar.varianceShareElapsed(today, moment(features, today, new Quote(at, last)));
        double atOpen = calendar.varianceShareElapsed(today, calendar.open(today));
        Path path = new Path(
                Math.max(last, bars.get().high()),
                Math.min(last, bars.get().low()),
                last,
                Math.max(0, Math.min(1, (1 - elapsed) / (1 - atOpen))));
        return new SessionNow(today, ahead, true, Optional.of(path), last, 1 - elapsed);
    }

    private static Instant moment(FeatureSet features, LocalDate today, Quote price) {
        return StandingPrice.momentOf(features.snapshot(), today, price.at(), price.price());
    }
}
