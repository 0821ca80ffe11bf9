package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.engine.sweep.SweepProgress;
import io.aegismatrix.engine.sweep.SweepTask;
import io.aegismatrix.engine.sweep.TaskReceipt;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a sweep stands, in figures.
 *
 * @param progress done, without a back-test, left
 * @param coreSeconds processor seconds that the finished tasks took, by their receipts
 */
record SweepFigures(SweepProgress progress, double coreSeconds) {

    /** By what a store has; each receipt is read once. */
    static SweepFigures of(SweepPlan plan, ResultStore store) throws IOException {
        SweepProgress.Tally tally = new SweepProgress.Tally(plan);
        double seconds = 0;
        for (SweepTask task : plan.tasks()) {
            Optional<TaskReceipt> receipt = store.find(task);
            if (receipt.isPresent()) {
                tally.add(task, receipt.get());
                seconds += receipt.get().seconds();
            }
        }
        return new SweepFigures(tally.progress(), seconds);
    }

    /** By metric name; what is left to compute is missing while nobody can say. */
    SortedMap<String, Double> metrics() {
        SortedMap<String, Double> figures = new TreeMap<>();
        figures.put("aegis_sweep_tasks", (double) progress.total());
        figures.put("aegis_sweep_tasks_done", (double) progress.ok());
        figures.put("aegis_sweep_tasks_failed", (double) progress.failed());
        figures.put("aegis_sweep_tasks_left", (double) progress.left());
        figures.put("aegis_sweep_core_seconds", coreSeconds);
        progress.secondsLeft().ifPresent(left -> figures.put("aegis_sweep_core_seconds_left", left));
        return figures;
    }
}
