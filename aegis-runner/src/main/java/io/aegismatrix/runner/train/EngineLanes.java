package io.aegismatrix.runner.train;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Runs long work of the engines on two threads: the network beside the trees. The engines share nothing but immutable
 * features, so the result is the same as one after the other.
 */
public final class EngineLanes {

    private static final int LANES = 2;

    private EngineLanes() {}

    /**
     * Does the work of each engine.
     *
     * @param what the work in a word, for messages
     * @return one result an engine, in the order they were done
     * @throws CommandException with exit code 12 if a model came out unusable, 1 if a native library is missing
     */
    public static <T> List<T> run(String what, List<EngineId> kinds, Function<EngineId, T> work) {
        NativeDefaults.apply();
        ExecutorService executor = Executors.newFixedThreadPool(
                LANES,
                new ThreadFactoryBuilder()
                        .setNameFormat("train-%d")
                        .setDaemon(true)
                        .build());
        try {
            CompletionService<List<T>> running = new ExecutorCompletionService<>(executor);
            int started = 0;
            for (List<EngineId> lane : lanes(kinds)) {
                if (!lane.isEmpty()) {
                    var unused = running.submit(() -> {
                        prepare(lane);
                        return lane.stream().map(work).toList();
                    });
                    started++;
                }
            }
            return collect(what, running, started);
        } finally {
            executor.shutdownNow();
        }
    }

    private static List<List<EngineId>> lanes(List<EngineId> engines) {
        Predicate<EngineId> network = DirectionEngine.ID::equals;
        return List.of(
                engines.stream().filter(network).toList(),
                engines.stream().filter(network.negate()).toList());
    }

    /** The other lane need not wait for half a gigabyte to be read. */
    /** Makes the native libraries ready that engines train with. @throws ModelException if there is no place for them */
    public static void prepare(List<EngineId> lane) {
        NativeDefaults.apply();
        if (lane.contains(DirectionEngine.ID)) {
            NativeDefaults.unpackPytorch();
        }
    }

    private static <T> List<T> collect(String what, CompletionService<List<T>> lanes, int count) {
        List<T> results = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                results.addAll(lanes.take().get());
            }
            return results;
        } catch (ExecutionException e) {
            throw failure(what, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERNAL, what + " was interrupted, nothing was kept", e);
        }
    }

    private static RuntimeException failure(String what, Throwable cause) {
        if (cause instanceof ModelException) {
            return new CommandException(
                    ExitCode.MODEL, what + " failed, nothing was kept: " + cause.getMessage(), cause);
        }
        if (cause instanceof LinkageError) {
            return new CommandException(
                    ExitCode.INTERNAL, what + " needs a native library that cannot be loaded: " + why(cause), cause);
        }
        Throwables.throwIfUnchecked(cause);
        return new IllegalStateException(cause);
    }

    /** XGBoost unpacks its library into the temporary folder, and wraps what fails there in errors of classes. */
    private static String why(Throwable e) {
        Throwable root = Throwables.getRootCause(e);
        return root instanceof IOException io
                ? IoReason.of(io) + "; is there room in " + System.getProperty("java.io.tmpdir")
                        + ", and may it be written? -Djava.io.tmpdir names another folder"
                : root.getMessage() + "; 'aegis doctor' says more";
    }
}
