package io.aegismatrix.direction;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.aegismatrix.engine.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Work that shares nothing, on as many threads as there are processors: the results are those of one after the other. */
final class Parallel {

    private Parallel() {}

    /**
     * Does all of it.
     *
     * @param done told on the calling thread how much of the work is done, counted from its beginning
     * @return the results in the order of the work
     * @throws ModelException if the calling thread is interrupted; what the work throws is thrown as it is
     */
    static <T> List<T> all(List<Callable<T>> work, IntConsumer done) {
        ExecutorService executor = Executors.newFixedThreadPool(
                Math.max(1, Math.min(work.size(), Runtime.getRuntime().availableProcessors())),
                new ThreadFactoryBuilder()
                        .setNameFormat("network-%d")
                        .setDaemon(true)
                        .build());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : work.stream().map(executor::submit).toList()) {
                results.add(future.get());
                done.accept(results.size());
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
