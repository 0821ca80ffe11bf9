package io.aegismatrix.direction;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.IntradayFeatures;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.DirectionLabels;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.Direction;
import io.aegismatrix.payload.DirectionOutlook.Today;
import io.aegismatrix.payload.Interval;
import io.aegismatrix.payload.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The view of today's close against the previous one. In a running session it is the move so far plus what the variance
 * still to come leaves of the one-session forecast, so it sharpens towards the close, which is the average of the last half
 * hour ({@link Settlement}); a wild day keeps it wider. Outside a session, and in one of
 * which no price is known yet, it is the one-session view itself, of which nothing has passed: of the session about to
 * open, or after the close of the next one.
 *
 * <p>Replayed on the last 134 full sessions of a 2024 file of 5-minute bars, around a one-session view of past moves in
 * units of trailing volatility; error (mean, of the interval's middle) and width in basis points, against the official
 * close. The usual variance by time of day comes from the same file, so this is no out-of-sample record. The 80 %
 * interval holds 72 to 79 % until 15:00, so a little less than it says, and more after (one standard error: 3.5 %).
 *
 * <table>
 * <caption>Today's close by time of day</caption>
 * <tr><th>Time</th><th>Session passed</th><th>Error</th><th>Width</th><th>Inside</th></tr>
 * <tr><td>09:20</td><td>0.406</td><td>53.1</td><td>165.0</td><td>0.761</td></tr>
 * <tr><td>09:45</td><td>0.518</td><td>47.9</td><td>125.5</td><td>0.716</td></tr>
 * <tr><td>10:30</td><td>0.615</td><td>42.8</td><td>116.1</td><td>0.739</td></tr>
 * <tr><td>12:00</td><td>0.736</td><td>31.0</td><td>94.5</td><td>0.761</td></tr>
 * <tr><td>13:30</td><td>0.834</td><td>24.1</td><td>70.9</td><td>0.791</td></tr>
 * <tr><td>14:30</td><td>0.907</td><td>16.3</td><td>47.1</td><td>0.769</td></tr>
 * <tr><td>15:00</td><td>0.945</td><td>9.8</td><td>27.0</td><td>0.746</td></tr>
 * <tr><td>15:15</td><td>0.985</td><td>2.2</td><td>7.6</td><td>0.851</td></tr>
 * <tr><td>15:25</td><td>0.995</td><td>0.9</td><td>3.3</td><td>0.881</td></tr>
 * </table>
 *
 * <p>The edge is that of the one-session view: how much the move so far adds was not measured, so none is claimed for it.
 */
final class TodayView {

    private static final int YEAR = 252;
    private static final int USUAL_SESSIONS = 60;
    private static final Duration SETTLING = Duration.ofMinutes(30);

    private final FeatureSet features;
    private final HorizonView next;
    private final MarketSnapshot snapshot;
    private final MarketHistory history;

    /** The newest price of the running session. */
    private record Print(Instant at, double price) {}

    /** How volatile today is, and how that is known. */
    private record Volatility(double score, Source source) {}

    private TodayView(FeatureSet features, HorizonView next) {
        this.features = features;
        this.next = next;
        this.snapshot = features.snapshot();
        this.history = features.history();
    }

    static Today of(FeatureSet features, HorizonView next) {
        return new TodayView(features, next).view();
    }

    private Today view() {
        Optional<Print> print = print();
        if (print.isEmpty()) {
            return today(
                    next.probabilities(),
                    next.size(),
                    HorizonView.interval(next.spot(), next.moves()),
                    next.spot(),
                    0,
                    snapshot.calendar().close(features.decisionSession()),
                    next.source());
        }
        LocalDate previous = snapshot.calendar().previousSession(runningSession());
        return previous.equals(features.decisionSession())
                ? running(print.get())
                : Today.unavailable("no daily bar of the previous session, " + previous
                        + ": today's close cannot be judged against it");
    }

    private LocalDate runningSession() {
        return snapshot.asOf().atZone(snapshot.calendar().zone()).toLocalDate();
    }

    private Optional<Print> print() {
        TradingCalendar calendar = snapshot.calendar();
        if (calendar.state(snapshot.asOf()) != SessionState.OPEN) {
            return Optional.empty();
        }
        LocalDate session = runningSession();
        Instant opening = calendar.open(session);
        Stream<Print> quote = snapshot.quote().stream().map(live -> new Print(live.at(), live.price()));
        Stream<Print> bar = features.intraday().stream()
                .filter(intraday -> intraday.session().equals(session))
                .map(intraday -> new Print(intraday.through(), intraday.last()));
        return Stream.concat(bar, quote)
                .filter(price -> !price.at().isBefore(opening))
                .max(Comparator.comparing(Print::at));
    }

    private Today running(Print print) {
        double elapsed = snapshot.calendar().varianceShareElapsed(runningSession(), print.at());
        Settlement settlement = Settlement.of(snapshot, runningSession(), print.at(), print.price());
        double left = settlement.left();
        double unknown = Settlement.AVERAGING_ERROR / next.deviation();
        double variance = left * surprise(print) + unknown * unknown;
        double deadZone = DirectionLabels.deadZone(history, features.decisionRow(), 1);
        double passed = Math.log(settlement.centre() / next.spot());
        return today(
                next.moves().classes(next.probabilities(), deadZone, passed, left, variance),
                next.size() * Math.sqrt(variance),
                HorizonView.interval(
                        print.price(), settlement.centre(), next.moves().remaining(left, variance)),
                print.price(),
                elapsed,
                print.at(),
                Source.formula("close_given_price_so_far"));
    }

    /**
     * How much more variance than forecast the rest of the session is given: the square root of today's realised variance
     * over the forecast's, from half an hour after the open on, where bars tell; 1 where they do not. On the 5-minute
     * bars of 2024 (144 sessions, 10:00 to 15:00) the square root was likelier than no adjustment at every time of day,
     * and within noise of the best power.
     */
    private double surprise(Print print) {
        Instant settled = snapshot.calendar().open(runningSession()).plus(SETTLING);
        OptionalDouble realized = realized();
        if (realized.isEmpty() || print.at().isBefore(settled)) {
            return 1;
        }
        double usual = usualVariance(features.decisionRow() + 1);
        return Math.sqrt(realized.getAsDouble() * usual / (next.deviation() * next.deviation()));
    }

    /** Variance realised since the open relative to what is usual by this time of day. */
    private OptionalDouble realized() {
        return features.intraday()
                .filter(intraday -> intraday.session().equals(runningSession()))
                .map(IntradayFeatures::realizedVarianceShare)
                .orElse(OptionalDouble.empty());
    }

    private Today today(
            List<Double> probabilities,
            double size,
            Interval interval,
            double price,
            double elapsed,
            Instant newest,
            Source source) {
        ClassProbabilities published = HorizonView.classes(probabilities);
        Direction direction = published.likeliest();
        Volatility volatility = volatility();
        return new Today(
                Optional.of(direction),
                OptionalDouble.of(HorizonView.points(price, size)),
                OptionalDouble.of(published.of(direction)),
                OptionalDouble.of(volatility.score()),
                Optional.of(newest),
                Optional.of(published),
                OptionalDouble.of(elapsed),
                Optional.of(interval),
                Optional.of(next.edge()),
                source,
                next.moveSource(),
                volatility.source());
    }

    /**
     * Where the variance realised so far, relative to what is usual by this time of day, stands among the last 252
     * sessions' variances relative to the mean of the 60 sessions before each. Without bars of the running session the
     * last completed session's variance stands in, among the last 252.
     */
    private Volatility volatility() {
        SessionState state = snapshot.calendar().state(snapshot.asOf());
        OptionalDouble realized = state == SessionState.OPEN ? realized() : OptionalDouble.empty();
        if (realized.isPresent()) {
            return new Volatility(
                    Quantiles.rank(relativeVariances(), realized.getAsDouble()),
                    Source.formula("realized_variance_percentile_252"));
        }
        int last = features.decisionRow();
        double[] year = IntStream.rangeClosed(Math.max(1, last - YEAR + 1), last)
                .mapToDouble(history::variance)
                .toArray();
        double score = Quantiles.rank(year, history.variance(last));
        return new Volatility(
                score,
                state == SessionState.CLOSED
                        ? Source.formula("daily_variance_percentile_252")
                        : Source.proxy(
                                "daily_variance_percentile_252",
                                "today's realised variance, by the last completed session's: too few bars of the session"));
    }

    private double[] relativeVariances() {
        int last = features.decisionRow();
        return IntStream.rangeClosed(Math.max(1 + USUAL_SESSIONS, last - YEAR + 1), last)
                .mapToDouble(row -> history.variance(row) / usualVariance(row))
                .toArray();
    }

    private double usualVariance(int row) {
        return IntStream.range(row - USUAL_SESSIONS, row)
                .mapToDouble(history::variance)
                .average()
                .orElseThrow();
    }
}
