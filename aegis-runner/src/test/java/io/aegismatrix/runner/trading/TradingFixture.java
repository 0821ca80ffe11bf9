package io.aegismatrix.runner.trading;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.util.ArrayList;
import java.util.List;

/** An invented market and invented forecasts of all outputs that rules trade on. */
public final class TradingFixture {

    /** First decision row of the forecasts. */
    public static final int FIRST = 420;

    private static final int SESSIONS = 700;

    private TradingFixture() {}

    public static FeatureSet features() {
        return FeatureSet.of(MarketFixtures.snapshot(SESSIONS));
    }

    /** The same market, except that every price after a row is half as high again, and the volatility index twice. */
    static FeatureSet featuresChangedAfter(int row) {
        MarketSnapshot market = MarketFixtures.snapshot(SESSIONS);
        int earlier = market.volatilityIndex().size() - market.daily().size();
        return FeatureSet.of(MarketFixtures.snapshot(
                changed(market.daily(), row, 1.5), changed(market.volatilityIndex(), row + earlier, 2)));
    }

    private static BarSeries changed(BarSeries series, int row, double factor) {
        List<DailyBar> bars = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            DailyBar bar = series.bar(i);
            double by = i > row ? factor : 1;
            bars.add(new DailyBar(
                    bar.session(), bar.open() * by, bar.high() * by, bar.low() * by, bar.close() * by, bar.volume()));
        }
        return BarSeries.of(series.instrument(), bars);
    }

    /** ForecastSeries that alternate between confident and nothing to say, known from the row's own close. */
    public static List<Prediction> forecasts(MarketHistory history) {
        return forecasts(history, FIRST);
    }

    static List<Prediction> forecasts(MarketHistory history, int first) {
        List<Prediction> forecasts = new ArrayList<>();
        for (int row = first; row < history.size(); row++) {
            double close = history.close(row);
            for (int horizon : List.of(1, 5)) {
                double up = row % 3 == 0 ? 0.7 : row % 3 == 1 ? 0.1 : 0.36;
                double zone = 0.25 * history.sigma(row) * Math.sqrt(horizon);
                forecasts.add(new Prediction(row, new Forecast(Output.DIRECTION_UP, horizon, zone, up)));
                forecasts.add(new Prediction(row, new Forecast(Output.DIRECTION_DOWN, horizon, zone, 0.8 - up)));
                forecasts.add(
                        new Prediction(row, Forecast.of(Output.EXPECTED_ABS_MOVE, horizon, 0.01 * Math.sqrt(horizon))));
                forecasts.add(new Prediction(row, Forecast.of(Output.REALIZED_VOLATILITY, horizon, 0.16)));
                forecasts.add(new Prediction(
                        row, Forecast.of(Output.LONG_STRADDLE_WIN_PROBABILITY, horizon, row % 2 == 0 ? 0.9 : 0.1)));
            }
            for (int horizon : List.of(20, 30)) {
                double width = 0.02 * Math.sqrt(horizon / 5.0);
                forecasts.add(
                        new Prediction(row, new Forecast(Output.PATH_RANGE_LOWER, horizon, 0.9, close * (1 - width))));
                forecasts.add(
                        new Prediction(row, new Forecast(Output.PATH_RANGE_UPPER, horizon, 0.9, close * (1 + width))));
            }
        }
        return forecasts;
    }

    /** The same bars as those of the SENSEX, whose options this library knows from 2023 on. */
    static FeatureSet sensexFeatures() {
        MarketSnapshot market = MarketFixtures.snapshot(SESSIONS);
        return FeatureSet.of(
                MarketSnapshot.at(market.asOf(), Underlying.SENSEX, MarketSources.nseCalendar(Underlying.SENSEX))
                        .daily(market.daily())
                        .volatilityIndex(market.volatilityIndex())
                        .assessQuality(List.of(), List.of())
                        .synthetic(true)
                        .build());
    }

    static Market sensex() {
        return new Market(sensexFeatures());
    }

    static Market market() {
        return new Market(features());
    }
}
