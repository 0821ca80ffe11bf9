package io.aegismatrix.engine.sweep;

import com.google.common.base.Ticker;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.EngineTrainer;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.ProgressListener;
import io.aegismatrix.engine.backtest.Prediction;
import io.aegismatrix.engine.backtest.PredictionTable;
import io.aegismatrix.engine.backtest.Predictions;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MissingClassException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * Does tasks one at a time: reads the market, walks the engine through it, keeps the forecasts. What a market does not allow,
 * such as a period before its history, is a result and no exception. Thread-safe.
 */
public final class SweepWork {

    private final SortedMap<String, EngineTrainer> trainers = new TreeMap<>();
    private final ResultStore store;
    private final String code;
    private final Worker worker;

    /**
     * Who does the work, for the receipt.
     *
     * @param host name of the machine
     * @param cpu kind of its processor
     * @param threads most threads a task may use; no byte depends on it
     * @param ticker measures how long it takes
     */
    public record Worker(String host, String cpu, int threads, Ticker ticker) {}

    /**
     * @param trainers of the engines that tasks may name; stateless
     */
    public SweepWork(Collection<EngineTrainer> trainers, ResultStore store, Worker worker) {
        trainers.forEach(trainer -> this.trainers.put(trainer.engine().id(), trainer));
        this.store = store;
        this.worker = worker;
        this.code = CodeHash.of(trainers);
    }

    /**
     * Does a task, unless there is a whole result of it.
     *
     * @param attempt number of the attempt, from 1
     * @return the receipt that is kept, of now or of before
     * @throws IOException if the market cannot be read or the result not be written
     * @throws IllegalArgumentException if the task was planned with other code, or names an engine there is none of
     * @throws SweepConflictException if there is a result with other bytes
     */
    public TaskReceipt run(SweepTask task, int attempt) throws IOException {
        Optional<TaskReceipt> done = store.verify(task);
        if (done.isPresent()) {
            return done.get();
        }
        EngineTrainer trainer = trainer(task.engine());
        if (!task.code().equals(code)) {
            throw new IllegalArgumentException(task.path() + ": was planned with the code " + task.code() + ", this is "
                    + code + ": plan again, or run it with the release it was planned with");
        }
        long start = worker.ticker().read();
        Work work = work(task, trainer);
        TaskReceipt receipt = new TaskReceipt(
                task.key(),
                work.reason.isEmpty() ? TaskReceipt.Status.OK : TaskReceipt.Status.FAILED,
                work.reason,
                work.rows,
                KeptResults.hash(work.data),
                work.data.length,
                (worker.ticker().read() - start) / (double) TimeUnit.SECONDS.toNanos(1),
                worker.host(),
                worker.cpu(),
                attempt);
        store.put(task, work.data, receipt);
        return receipt;
    }

    private EngineTrainer trainer(EngineId engine) {
        EngineTrainer trainer = trainers.get(engine.id());
        if (trainer == null) {
            throw new IllegalArgumentException("no engine '" + engine + "'; there are " + trainers.keySet());
        }
        return trainer;
    }

    /** Packed forecasts and their number, or why there are none. */
    private static final class Work {

        private final byte[] data;
        private final int rows;
        private final String reason;

        Work(byte[] data, int rows, String reason) {
            this.data = data;
            this.rows = rows;
            this.reason = reason;
        }
    }

    private Work work(SweepTask task, EngineTrainer trainer) throws IOException {
        MarketSnapshot market = SweepMarket.parse(store.market(task.input()), task.market());
        try {
            FeatureSet features = FeatureSet.of(market);
            Predictions predictions = new Predictions();
            trainer.backtest(
                    features,
                    task.period(),
                    task.settings().withThreads(worker.threads()),
                    predictions,
                    ProgressListener.silent());
            List<Prediction> sorted = predictions.sorted();
            return new Work(packed(features, sorted), sorted.size(), "");
        } catch (MarketDataException | ModelException | MissingClassException e) {
            return new Work(new byte[0], 0, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] packed(FeatureSet features, List<Prediction> predictions) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            PredictionTable.write(packed, features.history(), predictions);
        }
        return bytes.toByteArray();
    }
}
