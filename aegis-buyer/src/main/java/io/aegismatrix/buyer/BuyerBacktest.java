package io.aegismatrix.buyer;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.features.MarketHistory;
import java.util.List;

/** Tells what would have been published in a period, from the very walk that training is judged by. */
final class BuyerBacktest {

    private final BuyerWalk walk;
    private final BacktestPeriod period;
    private final ForecastListener forecasts;

    BuyerBacktest(BuyerWalk walk, BacktestPeriod period, ForecastListener forecasts) {
        this.walk = walk;
        this.period = period;
        this.forecasts = forecasts;
    }

    void run(ProgressListener progress) {
        List<OutOfFold.Verdict> breakouts = walk.breakout().walk();
        for (int k : BreakoutRows.AHEAD) {
            tell(Output.BREAKOUT_PROBABILITY, k, breakouts.get(k - 1));
        }
        progress.advanced("buyer_breakout", 1, 1);
        tell(Output.SPIKE_UP_PROBABILITY, 1, walk.spike().walk());
        progress.advanced("buyer_spike", 1, 1);
        for (int horizon : ThetaRows.HORIZONS) {
            tell(Output.LONG_STRADDLE_WIN_PROBABILITY, horizon, walk.straddleWin(horizon));
        }
        walk.gains().forEach(forecasts::importance);
        progress.advanced("buyer_theta", 1, 1);
    }

    private void tell(Output output, int horizon, OutOfFold.Verdict verdict) {
        for (OutOfFold.Published published : verdict.published()) {
            tell(output, horizon, published.session(), published.probabilities().get(1));
        }
    }

    private void tell(Output output, int horizon, int row, double probability) {
        MarketHistory history = walk.features().history();
        if (period.contains(history, row)) {
            forecasts.forecast(
                    row, Forecast.of(output, horizon, ModelException.requireFinite(probability, output.text())));
        }
    }
}
