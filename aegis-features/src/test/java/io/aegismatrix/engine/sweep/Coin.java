package io.aegismatrix.engine.sweep;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.FeatureSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that tosses a seeded coin: a back-test in no time. A market whose newest close is above a bound has none. */
public final class Coin implements EngineTrainer {

    public static final EngineId ID = new EngineId("coin");

    private final double bound;
    private final AtomicInteger walked = new AtomicInteger();

    /** @param bound of the newest close, in index points */
    public Coin(double bound) {
        this.bound = bound;
    }

    /** How often it walked through a market. */
    public int walked() {
        return walked.get();
    }

    @Override
    public EngineId engine() {
        return ID;
    }

    @Override
    public List<String> models() {
        return List.of("coin_toss");
    }

    @Override
    public ModelBundle train(FeatureSet history, TrainingSettings settings, ProgressListener progress) {
        throw new UnsupportedOperationException("it only walks");
    }

    @Override
    public void backtest(
            FeatureSet history,
            BacktestPeriod period,
            TrainingSettings settings,
            ForecastListener forecasts,
            ProgressListener progress) {
        walked.incrementAndGet();
        if (history.history().close(history.decisionRow()) > bound) {
            throw new MarketDataException("the newest close is above " + bound);
        }
        SplittableRandom random = new SplittableRandom(settings.seed());
        for (int row = 0; row < history.history().size() - 1; row++) {
            if (period.contains(history.history(), row)) {
                forecasts.forecast(row, Forecast.of(Output.TRAP_PROBABILITY, 10, random.nextDouble()));
                forecasts.forecast(row, Forecast.of(Output.PREOPEN_VOLATILITY, 1, random.nextDouble()));
                forecasts.forecast(row, new Forecast(Output.PATH_RANGE_LOWER, 5, 0.9, random.nextDouble()));
            }
        }
    }
}
