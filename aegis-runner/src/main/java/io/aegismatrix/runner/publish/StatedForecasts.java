package io.aegismatrix.runner.publish;

import io.aegismatrix.engine.backtest.ForecastJudge;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.BreachPoint;
import io.aegismatrix.payload.BuyerOutlook;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.Decimals;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.ForecastVolatility;
import io.aegismatrix.payload.HorizonForecast;
import io.aegismatrix.payload.Preopen;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.RegimeForecast;
import io.aegismatrix.payload.SellerOutlook;
import io.aegismatrix.payload.ThetaEdge;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forecasts of outlooks, rounded as they were published, under the names of {@code predictions.csv}. */
final class StatedForecasts {

    private static final int TRAP_SESSIONS = 10;
    private static final int REGIME_SESSIONS = 20;
    private static final Pattern STRADDLE = Pattern.compile("vix_straddle_(\\d{1,3})");

    private static final List<Output> DIRECTION =
            List.of(Output.DIRECTION_DOWN, Output.DIRECTION_NEUTRAL, Output.DIRECTION_UP);
    private static final List<Output> PREOPEN =
            List.of(Output.PREOPEN_DIRECTION_DOWN, Output.PREOPEN_DIRECTION_NEUTRAL, Output.PREOPEN_DIRECTION_UP);
    private static final List<Output> TODAY = List.of(Output.TODAY_DOWN, Output.TODAY_NEUTRAL, Output.TODAY_UP);

    private final List<Forecast> stated = new ArrayList<>();

    private StatedForecasts() {}

    /** Directions and moves; those of today, which have no label, at horizon 0; before an open also those of the morning. */
    static List<Forecast> of(FeatureSet features, DirectionOutlook outlook) {
        StatedForecasts forecasts = new StatedForecasts();
        double close = features.history().close(features.decisionRow());
        for (int sessions : DirectionOutlook.Horizons.sessions()) {
            HorizonForecast forecast = outlook.horizons().get(sessions);
            double zone = ForecastJudge.deadZone(features.history(), features.decisionRow(), sessions);
            forecast.close()
                    .find()
                    .ifPresent(known -> forecasts.addClasses(DIRECTION, sessions, zone, known.probabilities()));
            forecast.move().find().ifPresent(move -> forecasts.addMove(sessions, move.expectedMovePoints(), close));
        }
        outlook.today()
                .close()
                .find()
                .ifPresent(today -> forecasts.addClasses(TODAY, 0, Forecast.NO_PARAMETER, today.probabilities()));
        outlook.today()
                .preopen()
                .flatMap(preopen -> preopen.morning().find())
                .ifPresent(morning -> forecasts.addMorning(features, outlook, morning));
        return forecasts.stated;
    }

    /** Dated by the last close, like all that is said before the next one. */
    private void addMorning(FeatureSet features, DirectionOutlook outlook, Preopen.Morning morning) {
        double zone = ForecastJudge.deadZone(features.history(), features.decisionRow(), 1);
        addClasses(PREOPEN, 1, zone, outlook.today().close().get().probabilities());
        add(Output.PREOPEN_VOLATILITY, 1, morning.volatility());
    }

    /** Ranges, breach odds, trap, regime and volatility. */
    static List<Forecast> of(SellerOutlook outlook, Block<ForecastVolatility> volatility) {
        StatedForecasts forecasts = new StatedForecasts();
        outlook.ranges().find().ifPresent(ranges -> ranges.forEach(forecasts::addRange));
        outlook.breach().find().ifPresent(odds -> odds.breachSurface().forEach(forecasts::addBreach));
        outlook.trap().find().ifPresent(trap -> forecasts.add(Output.TRAP_PROBABILITY, TRAP_SESSIONS, trap.score()));
        outlook.regime().find().map(RegimeForecast::probabilities).ifPresent(classes -> {
            forecasts.add(Output.REGIME_LOW, REGIME_SESSIONS, classes.low());
            forecasts.add(Output.REGIME_MEDIUM, REGIME_SESSIONS, classes.medium());
            forecasts.add(Output.REGIME_HIGH, REGIME_SESSIONS, classes.high());
        });
        volatility.find().ifPresent(forecast -> {
            forecasts.add(Output.REALIZED_VOLATILITY, 1, forecast.h1());
            forecasts.add(Output.REALIZED_VOLATILITY, 5, forecast.h5());
            forecasts.add(Output.REALIZED_VOLATILITY, 10, forecast.h10());
            forecasts.add(Output.REALIZED_VOLATILITY, 20, forecast.h20());
            forecasts.add(Output.REALIZED_VOLATILITY, 30, forecast.h30());
        });
        return forecasts.stated;
    }

    /** Breakouts, spike and straddle; today's breakout, which has no label, at horizon 0. */
    static List<Forecast> of(BuyerOutlook outlook) {
        StatedForecasts forecasts = new StatedForecasts();
        outlook.breakoutNext()
                .forEach(day -> day.odds()
                        .find()
                        .ifPresent(odds -> forecasts.add(Output.BREAKOUT_PROBABILITY, day.dayOffset(), odds.score())));
        outlook.breakoutToday()
                .find()
                .ifPresent(today -> forecasts.add(Output.BREAKOUT_TODAY_PROBABILITY, 0, today.score()));
        outlook.spikeDirectionBias()
                .find()
                .ifPresent(bias -> forecasts.add(Output.SPIKE_UP_PROBABILITY, 1, bias.upProb()));
        outlook.thetaEdge().find().ifPresent(forecasts::addStraddle);
        return forecasts.stated;
    }

    private void addStraddle(ThetaEdge theta) {
        Matcher straddle = STRADDLE.matcher(theta.method());
        if (straddle.matches()) {
            add(Output.LONG_STRADDLE_WIN_PROBABILITY, Integer.parseInt(straddle.group(1)), theta.winProbability());
        }
    }

    private void addMove(int sessions, double points, double close) {
        stated.add(new Forecast(
                Output.EXPECTED_ABS_MOVE,
                sessions,
                Forecast.NO_PARAMETER,
                Math.log1p(Decimals.points(points) / close)));
    }

    private void add(Output output, int horizon, double fraction) {
        add(output, horizon, Forecast.NO_PARAMETER, fraction);
    }

    private void add(Output output, int horizon, double parameter, double fraction) {
        stated.add(new Forecast(output, horizon, parameter, Decimals.fraction(fraction)));
    }

    private void addClasses(List<Output> columns, int sessions, double zone, ClassProbabilities classes) {
        add(columns.get(0), sessions, zone, classes.down());
        add(columns.get(1), sessions, zone, classes.neutral());
        add(columns.get(2), sessions, zone, classes.up());
    }

    /** A range to an expiry is that of its number of sessions; the log keeps one of both. */
    private void addRange(RangeForecast range) {
        boolean path = range.kind() == RangeKind.PATH;
        addEnd(path ? Output.PATH_RANGE_LOWER : Output.CLOSE_RANGE_LOWER, range, range.lower());
        addEnd(path ? Output.PATH_RANGE_UPPER : Output.CLOSE_RANGE_UPPER, range, range.upper());
    }

    private void addEnd(Output output, RangeForecast range, double points) {
        stated.add(new Forecast(output, range.horizonSessions(), range.level(), Decimals.points(points)));
    }

    private void addBreach(BreachPoint point) {
        add(Output.TOUCH_EITHER_PROBABILITY, point.horizonSessions(), point.distanceFraction(), point.probability());
        add(
                Output.CLOSE_BEYOND_PROBABILITY,
                point.horizonSessions(),
                point.distanceFraction(),
                point.closeProbability());
    }
}
