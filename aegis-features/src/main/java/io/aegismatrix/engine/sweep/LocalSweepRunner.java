package io.aegismatrix.engine.sweep;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a sweep on this machine, several tasks at a time, each on threads of its own. Killed, it is simply run again. */
public final class LocalSweepRunner {

    private final SweepWork work;
    private final int workers;

    /**
     * @param workers tasks at a time, at least 1
     */
    public LocalSweepRunner(SweepWork work, int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, was " + workers);
        }
        this.work = work;
        this.workers = workers;
    }

    private record Finished(SweepTask task, TaskReceipt receipt) {}

    /**
     * Does what is left of a plan, in its order.
     *
     * @param listener told on the calling thread of every task of the plan, also those that were finished before
     * @return where the sweep stands in the end: nothing is left
     * @throws IOException if a result or a market cannot be read or written; what is finished stays
     * @throws SweepConflictException if a task came to other bytes than before; the other tasks are not begun any more
     */
    public SweepProgress run(SweepPlan plan, SweepListener listener) throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(
                workers,
                new ThreadFactoryBuilder()
                        .setNameFormat("sweep-%d")
                        .setDaemon(true)
                        .build());
        try {
            ExecutorCompletionService<Finished> running = new ExecutorCompletionService<>(executor);
            List<Future<Finished>> futures = new ArrayList<>();
            for (SweepTask task : plan.tasks()) {
                futures.add(running.submit(() -> new Finished(task, work.run(task, 1))));
            }
            SweepProgress.Tally tally = new SweepProgress.Tally(plan);
            for (int i = 0; i < futures.size(); i++) {
                Finished one = running.take().get();
                tally.add(one.task(), one.receipt());
                listener.finished(one.task(), one.receipt(), tally.progress());
            }
            return tally.progress();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfInstanceOf(cause, IOException.class);
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("the sweep was interrupted; run it again to go on", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
