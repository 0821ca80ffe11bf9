package io.aegismatrix.runner.sweep;

import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.TrainingSettings;
import io.aegismatrix.engine.sweep.CodeHash;
import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepMarket;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.runner.publish.EngineLibrary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What is to be swept: every engine on every market with every period and seed.
 *
 * @param engines which engines
 * @param periods stretches and how often models are trained anew in them
 * @param settings seeds and sizes
 */
public record SweepDesign(List<EngineId> engines, List<BacktestPeriod> periods, List<TrainingSettings> settings) {

    /** Copies the lists. */
    public SweepDesign {
        engines = List.copyOf(engines);
        periods = List.copyOf(periods);
        settings = List.copyOf(settings);
    }

    /**
     * Keeps the markets in the store and lists the tasks.
     *
     * @param markets by name; each is read, kept and let go of before the next
     * @throws IOException if a market cannot be kept
     */
    public SweepPlan plan(EngineLibrary library, SortedMap<String, Supplier<MarketSnapshot>> markets, ResultStore store)
            throws IOException {
        String code = CodeHash.of(engines.stream().map(library::trainer).toList());
        List<SweepTask> tasks = new ArrayList<>();
        for (String name : markets.keySet()) {
            String input = store.putMarket(SweepMarket.bytes(markets.get(name).get()));
            for (EngineId engine : engines) {
                for (BacktestPeriod period : periods) {
                    for (TrainingSettings one : settings) {
                        tasks.add(new SweepTask(name, engine, period, one, input, code));
                    }
                }
            }
        }
        return SweepPlan.of(tasks);
    }
}
