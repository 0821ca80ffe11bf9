package io.aegismatrix.engine.sweep;

/** Told how a sweep goes on. Calls come one at a time. */
@FunctionalInterface
public interface SweepListener {

    /**
     * A task is finished, in this run or an earlier one.
     *
     * @param task which
     * @param receipt its receipt
     * @param progress where the sweep stands with it
     */
    void finished(SweepTask task, TaskReceipt receipt, SweepProgress progress);
}
