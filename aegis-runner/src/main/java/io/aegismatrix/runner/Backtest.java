package io.aegismatrix.runner;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.runner.backtest.BacktestRun;
import io.aegismatrix.runner.backtest.ListedOptions;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.util.Set;

/**
 * Engines walked through a stretch of the past: what {@code backtest} does, without its files. Every forecast is made by
 * models that saw only outcomes known before their own training. Immutable and thread-safe.
 */
public final class Backtest {

    private final EngineLibrary engines;

    private Backtest(EngineLibrary engines) {
        this.engines = engines;
    }

    /** The engines of this release. XGBoost4J must be on the class path, and for direction DJL's PyTorch. */
    public static Backtest shipped() {
        return of(EngineLibrary.shipped());
    }

    /** Other engines, such as the shipped ones {@linkplain EngineLibrary#with with one of your own}. */
    public static Backtest of(EngineLibrary engines) {
        return new Backtest(engines);
    }

    /**
     * Every forecast of the period with how good it was, and what simple trading rules would have earned with them.
     *
     * @param market the whole history, also that before the period
     * @param progress told from the threads that train
     * @throws io.aegismatrix.data.MarketDataException if the history before the period is too short
     */
    public BacktestRun.Result run(
            FeatureSet market,
            BacktestPeriod period,
            TrainingSettings settings,
            Set<EngineId> kinds,
            ProgressListener progress) {
        return new BacktestRun(engines).run(market, period, settings, kinds, ListedOptions.NONE, progress);
    }
}
