package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.backtest.ForecastJudge;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
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

    private static final List<Output> DIRECTION =
            List.of(Output.DIRECTION_DOWN, Output.DIRECTION_NEUTRAL, Output.DIRECTION_UP);
    private static final List<Output> TODAY = List.of(Output.TODAY_DOWN, Output.TODAY_NEUTRAL, Output.TODAY_UP);

    private final List<Forecast> stated = new ArrayList<>();

    private StatedForecasts() {}

    /** Directions and moves; those of today, which have no label, at horizon 0. */
    static List<Forecast> of(FeatureSet features, DirectionOutlook outlook) {
        StatedForecasts forecasts = new StatedForecasts();
        double close = features.history().close(features.decisionRow());
        for (int sessions : DirectionOutlook.Horizons.sessions()) {
            HorizonForecast forecast = outlook.horizons().get(sessions);
            double zone = ForecastJudge.deadZone(features.history(), features.decisionRow(), sessions);
            forecast.probabilities().ifPresent(classes -> forecasts.addClasses(DIRECTION, sessions, zone, classes));
            forecast.expectedMovePoints()
                    .ifPresent(points -> forecasts.add(
                            Output.EXPECTED_ABS_MOVE,
                            sessions,
                            Forecast.NO_PARAMETER,
                            OptionalDouble.of(Math.log1p(points / close))));
        }
        outlook.today()
                .probabilities()
                .ifPresent(classes -> forecasts.addClasses(TODAY, 0, Forecast.NO_PARAMETER, classes));
        return forecasts.stated;
    }

    /** Ranges, breach odds, trap, regime and volatility. */
    static List<Forecast> of(SellerOutlook outlook, ForecastVolatility volatility) {
        StatedForecasts forecasts = new StatedForecasts();
        outlook.ranges().forEach(forecasts::addRange);
        outlook.breachSurface().forEach(forecasts::addBreach);
        forecasts.add(
                Output.TRAP_PROBABILITY,
                TRAP_SESSIONS,
                Forecast.NO_PARAMETER,
                outlook.trap().score());
        outlook.regime().probabilities().ifPresent(classes -> {
            forecasts.add(Output.REGIME_LOW, REGIME_SESSIONS, Forecast.NO_PARAMETER, OptionalDouble.of(classes.low()));
            forecasts.add(
                    Output.REGIME_MEDIUM, REGIME_SESSIONS, Forecast.NO_PARAMETER, OptionalDouble.of(classes.medium()));
            forecasts.add(
                    Output.REGIME_HIGH, REGIME_SESSIONS, Forecast.NO_PARAMETER, OptionalDouble.of(classes.high()));
        });
        forecasts.add(Output.REALIZED_VOLATILITY, 1, Forecast.NO_PARAMETER, volatility.h1());
        forecasts.add(Output.REALIZED_VOLATILITY, 5, Forecast.NO_PARAMETER, volatility.h5());
        forecasts.add(Output.REALIZED_VOLATILITY, 10, Forecast.NO_PARAMETER, volatility.h10());
        forecasts.add(Output.REALIZED_VOLATILITY, 20, Forecast.NO_PARAMETER, volatility.h20());
        forecasts.add(Output.REALIZED_VOLATILITY, 30, Forecast.NO_PARAMETER, volatility.h30());
        return forecasts.stated;
    }

    /** Breakouts, spike and straddle; today's breakout, which has no label, at horizon 0. */
    static List<Forecast> of(BuyerOutlook outlook) {
        StatedForecasts forecasts = new StatedForecasts();
        outlook.breakoutNext()
                .forEach(day -> forecasts.add(
                        Output.BREAKOUT_PROBABILITY, day.dayOffset(), Forecast.NO_PARAMETER, day.score()));
        forecasts.add(
                Output.BREAKOUT_TODAY_PROBABILITY,
                0,
                Forecast.NO_PARAMETER,
                outlook.breakoutToday().score());
        forecasts.add(
                Output.SPIKE_UP_PROBABILITY,
                1,
                Forecast.NO_PARAMETER,
                outlook.spikeDirectionBias().upProb());
        Matcher straddle = STRADDLE.matcher(outlook.thetaEdge().method().orElse(""));
        if (straddle.matches()) {
            forecasts.add(
                    Output.LONG_STRADDLE_WIN_PROBABILITY,
                    Integer.parseInt(straddle.group(1)),
                    Forecast.NO_PARAMETER,
                    outlook.thetaEdge().winProbability());
        }
        return forecasts.stated;
    }

    private void add(Output output, int horizon, double parameter, OptionalDouble value) {
        value.ifPresent(known -> stated.add(new Forecast(output, horizon, parameter, known)));
    }

    private void addClasses(List<Output> columns, int sessions, double zone, ClassProbabilities classes) {
        add(columns.get(0), sessions, zone, OptionalDouble.of(classes.down()));
        add(columns.get(1), sessions, zone, OptionalDouble.of(classes.neutral()));
        add(columns.get(2), sessions, zone, OptionalDouble.of(classes.up()));
    }

    /** A range to an expiry is that of its number of sessions; the log keeps one of both. */
    private void addRange(RangeForecast range) {
        boolean path = range.kind() == RangeKind.PATH;
        add(
                path ? Output.PATH_RANGE_LOWER : Output.CLOSE_RANGE_LOWER,
                range.horizonSessions(),
                range.level(),
                OptionalDouble.of(range.lower()));
        add(
                path ? Output.PATH_RANGE_UPPER : Output.CLOSE_RANGE_UPPER,
                range.horizonSessions(),
                range.level(),
                OptionalDouble.of(range.upper()));
    }

    private void addBreach(BreachPoint point) {
        add(
                Output.TOUCH_EITHER_PROBABILITY,
                point.horizonSessions(),
                point.distanceFraction(),
                OptionalDouble.of(point.probability()));
        add(
                Output.CLOSE_BEYOND_PROBABILITY,
                point.horizonSessions(),
                point.distanceFraction(),
                OptionalDouble.of(point.closeProbability()));
    }
}
