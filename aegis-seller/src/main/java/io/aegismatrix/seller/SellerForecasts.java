package io.aegismatrix.seller;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.volatility.challenger.CombinedVolatility;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.payload.BreachPoint;
import io.aegismatrix.payload.Decimals;
import io.aegismatrix.payload.RangeForecast;
import io.aegismatrix.payload.RangeKind;
import io.aegismatrix.payload.RegimeForecast;
import io.aegismatrix.payload.SellerOutlook;
import java.util.ArrayList;
import java.util.List;

/** Ranges, breach odds, trap, regime, and the volatility forecast published beside them. */
final class SellerForecasts {

    private static final int TRAP_SESSIONS = 10;
    private static final int REGIME_SESSIONS = 20;

    private final List<Forecast> stated = new ArrayList<>();

    private SellerForecasts() {}

    static List<Forecast> of(FeatureSet features, SellerOutlook outlook, CombinedVolatility volatility) {
        SellerForecasts forecasts = new SellerForecasts();
        outlook.ranges().find().ifPresent(ranges -> ranges.forEach(forecasts::addRange));
        outlook.breach().find().ifPresent(odds -> odds.breachSurface().forEach(forecasts::addBreach));
        outlook.trap().find().ifPresent(trap -> forecasts.add(Output.TRAP_PROBABILITY, TRAP_SESSIONS, trap.score()));
        outlook.regime().find().map(RegimeForecast::probabilities).ifPresent(forecasts::addRegime);
        forecasts.addVolatility(features, volatility);
        return List.copyOf(forecasts.stated);
    }

    private void addRegime(RegimeForecast.RegimeProbabilities classes) {
        add(Output.REGIME_LOW, REGIME_SESSIONS, classes.low());
        add(Output.REGIME_MEDIUM, REGIME_SESSIONS, classes.medium());
        add(Output.REGIME_HIGH, REGIME_SESSIONS, classes.high());
    }

    /** Nothing where an input of the forecast is missing. */
    private void addVolatility(FeatureSet features, CombinedVolatility volatility) {
        for (int sessions : Horizons.VOLATILITY) {
            double forecast = volatility.annualized(features, features.decisionRow(), sessions);
            if (!Double.isNaN(forecast)) {
                add(Output.REALIZED_VOLATILITY, sessions, forecast);
            }
        }
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
        addOdds(Output.TOUCH_EITHER_PROBABILITY, point, point.probability());
        addOdds(Output.CLOSE_BEYOND_PROBABILITY, point, point.closeProbability());
    }

    private void addOdds(Output output, BreachPoint point, double probability) {
        stated.add(new Forecast(
                output, point.horizonSessions(), point.distanceFraction(), Decimals.fraction(probability)));
    }

    private void add(Output output, int sessions, double fraction) {
        stated.add(Forecast.of(output, sessions, Decimals.fraction(fraction)));
    }
}
