package io.aegismatrix.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ForecastListener;
import io.aegismatrix.engine.ModelBundle;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.sweep.Coin;
import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.TaskReceipt;
import io.aegismatrix.features.FeatureSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A coin of which, while it is tossed, another machine finishes every task of the plan with other bytes. */
final class ForgingCoin implements EngineTrainer {

    private final Coin coin = new Coin(Double.MAX_VALUE);
    private final Path folder;
    private final SweepPlan plan;

    ForgingCoin(Path folder, SweepPlan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    @Override
    public EngineId engine() {
        return coin.engine();
    }

    @Override
    public List<String> models() {
        return coin.models();
    }

    @Override
    public ModelBundle train(FeatureSet history, TrainingSettings settings, ProgressListener progress) {
        return coin.train(history, settings, progress);
    }

    @Override
    public void backtest(
            FeatureSet history,
            BacktestPeriod period,
            TrainingSettings settings,
            ForecastListener forecasts,
            ProgressListener progress) {
        byte[] other = "other bytes".getBytes(UTF_8);
        String hash = Hashing.sha256().hashBytes(other).toString();
        try {
            for (SweepTask task : plan.tasks()) {
                ResultStore.folder(folder)
                        .put(
                                task,
                                other,
                                new TaskReceipt(
                                        task.key(), TaskReceipt.Status.OK, "", 1, hash, other.length, 1, "x", "y", 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.toString(), e);
        }
        coin.backtest(history, period, settings, forecasts, progress);
    }
}
