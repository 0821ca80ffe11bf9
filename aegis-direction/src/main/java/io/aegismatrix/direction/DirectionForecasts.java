package io.aegismatrix.direction;

import io.aegismatrix.engine.backtest.ForecastJudge;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.ClassProbabilities;
import io.aegismatrix.payload.Decimals;
import io.aegismatrix.payload.DirectionOutlook;
import io.aegismatrix.payload.HorizonForecast;
import io.aegismatrix.payload.Preopen;
import java.util.ArrayList;
import java.util.List;

/** Directions and moves; those of today, which have no label, at horizon 0; before an open also those of the morning. */
final class DirectionForecasts {

    private static final List<Output> CLASSES =
            List.of(Output.DIRECTION_DOWN, Output.DIRECTION_NEUTRAL, Output.DIRECTION_UP);
    private static final List<Output> PREOPEN =
            List.of(Output.PREOPEN_DIRECTION_DOWN, Output.PREOPEN_DIRECTION_NEUTRAL, Output.PREOPEN_DIRECTION_UP);
    private static final List<Output> TODAY = List.of(Output.TODAY_DOWN, Output.TODAY_NEUTRAL, Output.TODAY_UP);

    private final FeatureSet features;
    private final List<Forecast> stated = new ArrayList<>();

    private DirectionForecasts(FeatureSet features) {
        this.features = features;
    }

    static List<Forecast> of(FeatureSet features, DirectionOutlook outlook) {
        DirectionForecasts forecasts = new DirectionForecasts(features);
        for (int sessions : DirectionOutlook.Horizons.sessions()) {
            forecasts.addHorizon(sessions, outlook.horizons().get(sessions));
        }
        outlook.today()
                .close()
                .find()
                .ifPresent(today -> forecasts.addClasses(TODAY, 0, Forecast.NO_PARAMETER, today.probabilities()));
        outlook.today()
                .preopen()
                .flatMap(preopen -> preopen.morning().find())
                .ifPresent(morning -> forecasts.addMorning(outlook, morning));
        return List.copyOf(forecasts.stated);
    }

    private void addHorizon(int sessions, HorizonForecast forecast) {
        forecast.close()
                .find()
                .ifPresent(known -> addClasses(CLASSES, sessions, zone(sessions), known.probabilities()));
        forecast.move().find().ifPresent(move -> addMove(sessions, move.expectedMovePoints()));
    }

    /** Dated by the last close, like all that is said before the next one. */
    private void addMorning(DirectionOutlook outlook, Preopen.Morning morning) {
        addClasses(PREOPEN, 1, zone(1), outlook.today().close().get().probabilities());
        stated.add(Forecast.of(Output.PREOPEN_VOLATILITY, 1, Decimals.fraction(morning.volatility())));
    }

    private double zone(int sessions) {
        return ForecastJudge.deadZone(features.history(), features.decisionRow(), sessions);
    }

    private void addMove(int sessions, double points) {
        double close = features.history().close(features.decisionRow());
        stated.add(Forecast.of(Output.EXPECTED_ABS_MOVE, sessions, Math.log1p(Decimals.points(points) / close)));
    }

    private void addClasses(List<Output> columns, int sessions, double zone, ClassProbabilities classes) {
        add(columns.get(0), sessions, zone, classes.down());
        add(columns.get(1), sessions, zone, classes.neutral());
        add(columns.get(2), sessions, zone, classes.up());
    }

    private void add(Output output, int sessions, double zone, double probability) {
        stated.add(new Forecast(output, sessions, zone, Decimals.fraction(probability)));
    }
}
