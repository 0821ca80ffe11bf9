package io.aegismatrix.direction;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.SessionState;
import io.aegismatrix.engine.metric.Quantiles;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.IntradayFeatures;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.MarketNow.Price;
import io.aegismatrix.features.Night;
import io.aegismatrix.features.label.DirectionLabels;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.Direction;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Lean;
import io.aegismatrix.payload.MoveForecast;
import io.aegismatrix.payload.Preopen;
import io.aegismatrix.payload.Reference;
import io.aegismatrix.payload.SessionShare;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The view of today's close against the previous one. In a running session it is the move so far plus what the variance
 * still to come leaves of the one-session forecast, so it sharpens towards the close, which is the average of the last half
 * hour or, since 2026-08-03, the result of an auction ({@link ClosingAverage}); a wild day keeps it wider. Outside a session, and in one of
 * which no price is known yet, it is the one-session view itself, of which nothing has passed: of the session about to
 * open, or after the close of the next one. In the morning of a session the night abroad takes its place, where that is known
 * ({@link NightView}).
 *
 * <p>How much of a day's variance is still to come is a mean over days, to which wild ones and their gaps contribute most
 * (overnight 0.384 over ten years, 0.31 in 2024), so the 80 % interval held too seldom: on an ordinary morning more is left
 * than those shares say. What is left is therefore made wider or narrower by what the last sessions would have needed at the
 * same time of day, see {@link TimeOfDay}; where fewer than {@value AdaptiveWidth#LEAST} are known it is not, and the source
 * says so.
 *
 * <p>Replayed on recorded 5-minute bars around a one-session view of past moves in units of trailing volatility; error
 * (mean, of the interval's middle) and width in basis points, against the official close, before and with that adjustment.
 * The adjustment of a session is learned from those before it only. Two things make this no out-of-sample record: the
 * shares of variance by time of day come from the file of 2024 (none from 2009, another market with another opening), and
 * the window of 60 sessions and the step of 0.05 were chosen among a few round values with both years in sight, of which
 * every one came within 0.04 of 0.8 at every time of day.
 *
 * <table>
 * <caption>134 sessions of 2024 (one standard error of inside: 0.035)</caption>
 * <tr><th>Time</th><th>Session passed</th><th>Error</th><th>Width before</th><th>Width</th><th>Inside before</th><th>Inside</th></tr>
 * <tr><td>09:20</td><td>0.406</td><td>53.2</td><td>164.9</td><td>193.8</td><td>0.761</td><td>0.799</td></tr>
 * <tr><td>09:45</td><td>0.518</td><td>47.9</td><td>125.2</td><td>186.4</td><td>0.724</td><td>0.806</td></tr>
 * <tr><td>10:15</td><td>0.591</td><td>43.4</td><td>118.7</td><td>155.1</td><td>0.731</td><td>0.791</td></tr>
 * <tr><td>10:45</td><td>0.640</td><td>40.8</td><td>112.1</td><td>142.5</td><td>0.731</td><td>0.821</td></tr>
 * <tr><td>11:15</td><td>0.684</td><td>36.0</td><td>104.5</td><td>129.9</td><td>0.761</td><td>0.791</td></tr>
 * <tr><td>11:45</td><td>0.722</td><td>32.6</td><td>97.5</td><td>125.5</td><td>0.761</td><td>0.784</td></tr>
 * <tr><td>12:15</td><td>0.751</td><td>30.9</td><td>91.1</td><td>114.5</td><td>0.769</td><td>0.791</td></tr>
 * <tr><td>12:45</td><td>0.786</td><td>28.3</td><td>82.4</td><td>97.7</td><td>0.761</td><td>0.791</td></tr>
 * <tr><td>13:15</td><td>0.818</td><td>25.2</td><td>74.9</td><td>92.0</td><td>0.784</td><td>0.806</td></tr>
 * <tr><td>13:45</td><td>0.851</td><td>23.1</td><td>65.9</td><td>90.9</td><td>0.769</td><td>0.821</td></tr>
 * <tr><td>14:15</td><td>0.886</td><td>18.9</td><td>54.8</td><td>63.2</td><td>0.799</td><td>0.828</td></tr>
 * <tr><td>14:45</td><td>0.928</td><td>13.5</td><td>37.4</td><td>38.3</td><td>0.784</td><td>0.776</td></tr>
 * <tr><td>15:15</td><td>0.985</td><td>2.2</td><td>7.6</td><td>7.3</td><td>0.851</td><td>0.821</td></tr>
 * </table>
 *
 * <table>
 * <caption>209 sessions of 2009 (one standard error of inside: 0.028)</caption>
 * <tr><th>Time</th><th>Session passed</th><th>Error</th><th>Width before</th><th>Width</th><th>Inside before</th><th>Inside</th></tr>
 * <tr><td>10:00</td><td>0.409</td><td>117.7</td><td>380.9</td><td>414.1</td><td>0.809</td><td>0.789</td></tr>
 * <tr><td>10:25</td><td>0.527</td><td>109.0</td><td>303.4</td><td>427.6</td><td>0.679</td><td>0.794</td></tr>
 * <tr><td>10:55</td><td>0.602</td><td>107.4</td><td>282.7</td><td>399.2</td><td>0.670</td><td>0.809</td></tr>
 * <tr><td>11:25</td><td>0.655</td><td>104.3</td><td>263.5</td><td>371.6</td><td>0.670</td><td>0.789</td></tr>
 * <tr><td>11:55</td><td>0.702</td><td>98.9</td><td>244.1</td><td>347.4</td><td>0.656</td><td>0.799</td></tr>
 * <tr><td>12:25</td><td>0.739</td><td>93.3</td><td>227.3</td><td>323.2</td><td>0.641</td><td>0.799</td></tr>
 * <tr><td>12:55</td><td>0.776</td><td>86.1</td><td>209.2</td><td>284.8</td><td>0.656</td><td>0.785</td></tr>
 * <tr><td>13:25</td><td>0.812</td><td>76.0</td><td>188.4</td><td>259.2</td><td>0.675</td><td>0.809</td></tr>
 * <tr><td>13:55</td><td>0.850</td><td>64.8</td><td>163.7</td><td>216.1</td><td>0.684</td><td>0.804</td></tr>
 * <tr><td>14:25</td><td>0.889</td><td>52.3</td><td>131.7</td><td>180.2</td><td>0.675</td><td>0.799</td></tr>
 * <tr><td>14:55</td><td>0.934</td><td>32.0</td><td>80.2</td><td>106.7</td><td>0.732</td><td>0.804</td></tr>
 * <tr><td>15:25</td><td>0.994</td><td>3.4</td><td>5.1</td><td>11.7</td><td>0.455</td><td>0.785</td></tr>
 * </table>
 *
 * <p>The edge is that of the one-session view: how much the move so far adds was not measured, so none is claimed for it.
 */
final class TodayView {

    private static final int YEAR = 252;
    private static final String AUCTION =
            "; the index has stopped and its close comes from an auction, whose move is assumed "
                    + "to be like that from 15:15 to 15:30 before there was one";

    private final FeatureSet features;
    private final HorizonView next;
    private final PastForecasts forecasts;
    private final Optional<Mornings> mornings;
    private final MarketSnapshot snapshot;
    private final MarketHistory history;

    /** What the models say of a night. */
    @FunctionalInterface
    interface Mornings {
        NightView of(Night.Known night);
    }

    private TodayView(FeatureSet features, HorizonView next, PastForecasts forecasts, Optional<Mornings> mornings) {
        this.features = features;
        this.next = next;
        this.forecasts = forecasts;
        this.mornings = mornings;
        this.snapshot = features.snapshot();
        this.history = features.history();
    }

    /** @param mornings empty where the models were trained without nights */
    static Today of(FeatureSet features, HorizonView next, PastForecasts forecasts, Optional<Mornings> mornings) {
        return new TodayView(features, next, forecasts, mornings).view();
    }

    /**
     * How much of the session has passed.
     *
     * @param variance share of its usual variance
     * @param clock share of its hours
     */
    private record Passed(double variance, double clock) {

        static final Passed NOTHING = new Passed(0, 0);
    }

    private Today view() {
        if (Night.isOver(snapshot.calendar(), snapshot.asOf())) {
            return morning();
        }
        Optional<Price> print = features.now().live();
        if (print.isEmpty()) {
            return evening();
        }
        LocalDate previous = snapshot.calendar().previousSession(runningSession());
        return previous.equals(features.decisionSession())
                ? running(print.get())
                : Today.unavailable("no daily bar of the previous session, " + previous
                        + ": today's close cannot be judged against it");
    }

    private Today evening() {
        ClassProbabilities odds = HorizonView.classes(next.probabilities());
        return today(
                odds,
                HorizonView.called(Lean.of(odds, HorizonView.classes(next.baseRates())), next.edge()),
                new MoveForecast(
                        HorizonView.points(next.spot(), next.size()), HorizonView.interval(next.spot(), next.moves())),
                Reference.PREVIOUS_CLOSE,
                Passed.NOTHING,
                snapshot.calendar().close(features.decisionSession()),
                next.source(),
                next.moveSource());
    }

    private Today morning() {
        if (mornings.isEmpty()) {
            return evening().withPreopen(Preopen.unavailable("the models were trained without nights abroad"));
        }
        if (features.now().ahead() != 1) {
            return evening().withPreopen(Preopen.unavailable("no daily bar of the session before " + runningSession()));
        }
        Night night = Night.before(runningSession(), snapshot);
        return night instanceof Night.Known known
                ? morning(mornings.get().of(known), known)
                : evening().withPreopen(Preopen.unavailable(((Night.Unknown) night).reason()));
    }

    private Today morning(NightView view, Night.Known night) {
        ClassProbabilities odds = view.odds();
        return new Today(
                        Block.known(
                                close(
                                        odds,
                                        HorizonView.called(view.lean(), view.edge()),
                                        night.asOf(),
                                        Passed.NOTHING,
                                        view.edge(),
                                        Reference.PREVIOUS_CLOSE),
                                view.source()),
                        Block.known(view.move(), view.source()),
                        volatility(),
                        Optional.empty())
                .withPreopen(view.preopen());
    }

    private LocalDate runningSession() {
        return features.now().session();
    }

    private Today running(Price print) {
        OptionalDouble realized = realized();
        RestOfSession rest = RestOfSession.of(
                snapshot,
                history,
                features.decisionRow(),
                runningSession(),
                print.at(),
                print.points(),
                next.deviation(),
                realized);
        TimeOfDay usual = TimeOfDay.of(features, next, forecasts, runningSession(), print.at(), realized.isPresent());
        double variance = rest.variance() * usual.factor() * usual.factor();
        double deadZone = DirectionLabels.deadZone(history, features.decisionRow(), 1);
        double passed = Math.log(rest.centre() / next.spot());
        // Where prices stand already is no view that needs an edge.
        ClassProbabilities odds = HorizonView.classes(
                next.moves().classes(next.probabilities(), deadZone, passed, rest.share(), variance));
        return today(
                odds,
                odds.likeliest(),
                new MoveForecast(
                        HorizonView.points(print.points(), next.size() * Math.sqrt(variance)),
                        HorizonView.interval(
                                print.points(), rest.centre(), next.moves().remaining(rest.share(), variance))),
                Reference.SPOT,
                new Passed(
                        snapshot.calendar().varianceShareElapsed(runningSession(), print.at()),
                        snapshot.calendar().hours(runningSession()).clockFraction(print.at())),
                print.at(),
                telling(Source.formula("close_given_price_so_far"), usual, print),
                telling(next.moveSource(), usual, print));
    }

    private Source telling(Source source, TimeOfDay usual, Price print) {
        SessionHours hours = snapshot.calendar().hours(runningSession());
        boolean waits = hours.hasAuction()
                && !print.at().isBefore(hours.indexStop())
                && print.at().isBefore(hours.indexClose());
        return source.remarking(waits ? usual.told() + AUCTION : usual.told());
    }

    /** Variance realised since the open relative to what is usual by this time of day. */
    private OptionalDouble realized() {
        return features.intraday()
                .filter(intraday -> intraday.session().equals(runningSession()))
                .map(IntradayFeatures::realizedVarianceShare)
                .orElse(OptionalDouble.empty());
    }

    private Today today(
            ClassProbabilities odds,
            Direction direction,
            MoveForecast move,
            Reference moveReference,
            Passed passed,
            Instant newest,
            Source source,
            Source moveSource) {
        Today.Close close = close(odds, direction, newest, passed, next.edge(), moveReference);
        return new Today(Block.known(close, source), Block.known(move, moveSource), volatility(), Optional.empty());
    }

    private Today.Close close(
            ClassProbabilities odds,
            Direction direction,
            Instant newest,
            Passed passed,
            Edge edge,
            Reference moveReference) {
        return new Today.Close(
                direction,
                odds.of(direction),
                newest,
                odds,
                OptionalDouble.of(passed.variance()),
                Optional.of(SessionShare.VARIANCE),
                OptionalDouble.of(passed.clock()),
                edge,
                Optional.of(Reference.PREVIOUS_CLOSE),
                OptionalDouble.of(next.spot()),
                Optional.of(moveReference));
    }

    /**
     * Where the variance realised so far, relative to what is usual by this time of day, stands among the last 252
     * sessions' variances relative to the mean of the 60 sessions before each. Without bars of the running session the
     * last completed session's variance stands in, among the last 252.
     */
    private Block<Today.Volatility> volatility() {
        SessionState state = snapshot.calendar().state(snapshot.asOf());
        OptionalDouble realized = state == SessionState.OPEN ? realized() : OptionalDouble.empty();
        if (realized.isPresent()) {
            return Block.known(
                    new Today.Volatility(Quantiles.rank(relativeVariances(), realized.getAsDouble())),
                    Source.formula("realized_variance_percentile_252"));
        }
        int last = features.decisionRow();
        double[] year = IntStream.rangeClosed(Math.max(1, last - YEAR + 1), last)
                .mapToDouble(history::variance)
                .toArray();
        double score = Quantiles.rank(year, history.variance(last));
        return Block.known(
                new Today.Volatility(score),
                state == SessionState.CLOSED
                        ? Source.formula("daily_variance_percentile_252")
                        : Source.proxy(
                                "daily_variance_percentile_252",
                                "today's realised variance, by the last completed session's: too few bars of the session"));
    }

    private double[] relativeVariances() {
        int last = features.decisionRow();
        return IntStream.rangeClosed(Math.max(RestOfSession.firstUsualRow(), last - YEAR + 1), last)
                .mapToDouble(row -> history.variance(row) / RestOfSession.usualVariance(history, row))
                .toArray();
    }
}
