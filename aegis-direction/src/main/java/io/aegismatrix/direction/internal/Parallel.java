package io.aegismatrix.direction.internal;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Work that shares nothing, on several threads: the results are those of one after the other. */
final class Parallel {

    private Parallel() {}

    /**
     * Does all of it, beginning in the order given: what takes longest comes first, or all wait for it at the end.
     *
     * @param threads most threads; {@link TrainingSettings#ALL_PROCESSORS} for one a processor
     * @param done told on the calling thread how much of the work is done, counted from its beginning
     * @return the results in the order of the work
     * @throws ModelException if the calling thread is interrupted; what the work throws is thrown as it is
     */
    static <T> List<T> all(List<Callable<T>> work, int threads, IntConsumer done) {
        int most = threads == TrainingSettings.ALL_PROCESSORS
                ? Runtime.getRuntime().availableProcessors()
                : threads;
        ExecutorService executor = Executors.newFixedThreadPool(
                Math.max(1, Math.min(work.size(), most)),
                new ThreadFactoryBuilder()
                        .setNameFormat("network-%d")
                        .setDaemon(true)
                        .build());
        try {
            CompletionService<T> completions = new ExecutorCompletionService<>(executor);
            List<Future<T>> futures = work.stream().map(completions::submit).toList();
            for (int count = 1; count <= futures.size(); count++) {
                completions.take().get();
                done.accept(count);
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Throwables.throwIfUnchecked(cause);
            throw new ModelException("the networks could not be trained: " + cause, cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException("the training of the networks was interrupted, nothing was kept", e);
        } finally {
            executor.shutdownNow();
        }
    }
}
