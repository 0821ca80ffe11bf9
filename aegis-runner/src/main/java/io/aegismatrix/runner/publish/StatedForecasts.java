package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.backtest.ForecastJudge;
import io.aegismatrix.engine.backtest.Said;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.DirectionOutlook.HorizonForecast;
import io.aegismatrix.payload.MarketBlock.ForecastVolatility;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.SellerOutlook.BreachPoint;
import io.aegismatrix.payload.SellerOutlook.RangeForecast;
import io.aegismatrix.payload.SellerOutlook.RangeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forecasts of outlooks, rounded as they were published, under the names of {@code predictions.csv}. */
final class StatedForecasts {

    private static final int TRAP_SESSIONS = 10;
    private static final int REGIME_SESSIONS = 20;
    private static final Pattern STRADDLE = Pattern.compile("vix_straddle_(\\d{1,3})");

    private final List<Said> said = new ArrayList<>();

    private StatedForecasts() {}

    /** Directions and moves; those of today, which have no label, at horizon 0. */
    static List<Said> of(FeatureSet features, DirectionOutlook outlook) {
        StatedForecasts forecasts = new StatedForecasts();
        double close = features.history().close(features.decisionRow());
        for (int sessions : DirectionOutlook.Horizons.sessions()) {
            HorizonForecast forecast = outlook.horizons().get(sessions);
            double zone = ForecastJudge.deadZone(features.history(), features.decisionRow(), sessions);
            forecast.probabilities().ifPresent(classes -> forecasts.addClasses("direction", sessions, zone, classes));
            forecast.expectedMovePoints()
                    .ifPresent(points -> forecasts.add(
                            "expected_abs_move", sessions, Double.NaN, OptionalDouble.of(Math.log1p(points / close))));
        }
        outlook.today().probabilities().ifPresent(classes -> forecasts.addClasses("today", 0, Double.NaN, classes));
        return forecasts.said;
    }

    /** Ranges, breach odds, trap, regime and volatility. */
    static List<Said> of(SellerOutlook outlook, ForecastVolatility volatility) {
        StatedForecasts forecasts = new StatedForecasts();
        outlook.ranges().forEach(forecasts::addRange);
        outlook.breachSurface().forEach(forecasts::addBreach);
        forecasts.add(
                "trap_probability", TRAP_SESSIONS, Double.NaN, outlook.trap().score());
        outlook.regime().probabilities().ifPresent(classes -> {
            forecasts.add("regime_low", REGIME_SESSIONS, Double.NaN, OptionalDouble.of(classes.low()));
            forecasts.add("regime_medium", REGIME_SESSIONS, Double.NaN, OptionalDouble.of(classes.medium()));
            forecasts.add("regime_high", REGIME_SESSIONS, Double.NaN, OptionalDouble.of(classes.high()));
        });
        forecasts.add("realized_volatility", 1, Double.NaN, volatility.h1());
        forecasts.add("realized_volatility", 5, Double.NaN, volatility.h5());
        forecasts.add("realized_volatility", 10, Double.NaN, volatility.h10());
        forecasts.add("realized_volatility", 20, Double.NaN, volatility.h20());
        forecasts.add("realized_volatility", 30, Double.NaN, volatility.h30());
        return forecasts.said;
    }

    /** Breakouts, spike and straddle; today's breakout, which has no label, at horizon 0. */
    static List<Said> of(BuyerOutlook outlook) {
        StatedForecasts forecasts = new StatedForecasts();
        outlook.breakoutNext()
                .forEach(day -> forecasts.add("breakout_probability", day.dayOffset(), Double.NaN, day.score()));
        forecasts.add(
                "breakout_today_probability",
                0,
                Double.NaN,
                outlook.breakoutToday().score());
        forecasts.add(
                "spike_up_probability",
                1,
                Double.NaN,
                outlook.spikeDirectionBias().upProb());
        Matcher straddle = STRADDLE.matcher(outlook.thetaEdge().method().orElse(""));
        if (straddle.matches()) {
            forecasts.add(
                    "long_straddle_win_probability",
                    Integer.parseInt(straddle.group(1)),
                    Double.NaN,
                    outlook.thetaEdge().winProbability());
        }
        return forecasts.said;
    }

    private void add(String output, int horizon, double parameter, OptionalDouble value) {
        value.ifPresent(known -> said.add(new Said(output, horizon, parameter, known)));
    }

    private void addClasses(String front, int sessions, double zone, ClassProbabilities classes) {
        add(front + "_down", sessions, zone, OptionalDouble.of(classes.down()));
        add(front + "_neutral", sessions, zone, OptionalDouble.of(classes.neutral()));
        add(front + "_up", sessions, zone, OptionalDouble.of(classes.up()));
    }

    /** A range to an expiry is that of its number of sessions; the log keeps one of both. */
    private void addRange(RangeForecast range) {
        String front = range.kind() == RangeKind.PATH ? "path_range" : "close_range";
        add(front + "_lower", range.horizonSessions(), range.level(), OptionalDouble.of(range.lower()));
        add(front + "_upper", range.horizonSessions(), range.level(), OptionalDouble.of(range.upper()));
    }

    private void addBreach(BreachPoint point) {
        add(
                "touch_either_probability",
                point.horizonSessions(),
                point.distancePct(),
                OptionalDouble.of(point.probability()));
        add(
                "close_beyond_probability",
                point.horizonSessions(),
                point.distancePct(),
                OptionalDouble.of(point.closeProbability()));
    }
}
