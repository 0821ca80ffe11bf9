package io.aegismatrix.seller;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.MarketHistory;
import java.util.function.IntPredicate;

/**
 * What a walk-forward run publishes on the way: nothing while it trains, every forecast of the period while it
 * back-tests.
 *
 * @param rows decision rows whose forecasts are wanted
 * @param listener told those forecasts
 */
record ForecastSink(IntPredicate rows, ForecastListener listener) {

    /** A training run: nobody listens. */
    static final ForecastSink NOTHING = new ForecastSink(row -> false, (row, forecast) -> {});

    /** A back-test: the rows of its period. */
    static ForecastSink of(BacktestPeriod period, MarketHistory history, ForecastListener listener) {
        return new ForecastSink(row -> period.contains(history, row), listener);
    }

    boolean wants(int row) {
        return rows.test(row);
    }

    void tell(int row, Output output, int horizon, double parameter, double value) {
        if (wants(row)) {
            listener.forecast(
                    row, new Forecast(output, horizon, parameter, ModelException.requireFinite(value, output.text())));
        }
    }

    /** A forecast of an output without parameter. */
    void tell(int row, Output output, int horizon, double value) {
        tell(row, output, horizon, Forecast.NO_PARAMETER, value);
    }
}
