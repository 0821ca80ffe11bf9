package io.aegismatrix.runner.process;

import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What happens when the process is told to stop: the working thread is interrupted, and gets time to put things in
 * order. What must not be cut in two is done {@linkplain #undisturbed undisturbed}.
 */
public final class Termination {

    /** Exit code of a process that ended on a request to stop, by the custom of shells: 128 and the signal's number. */
    public static final int STATUS = 143;

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Thread worker;
    private final Object gate = new Object();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean requested;

    public Termination(Thread worker) {
        this.worker = worker;
    }

    public boolean requested() {
        return requested;
    }

    /** Asks the worker to stop, and waits until it has or the time is up. */
    public void request() {
        synchronized (gate) {
            requested = true;
            worker.interrupt();
        }
        try {
            boolean inTime = done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whoever waits that all is in order. */
    public void done() {
        done.countDown();
    }

    /** Does work that a request to stop has to wait for. @throws CommandException if the request came first */
    public <T> T undisturbed(Supplier<T> work) {
        synchronized (gate) {
            if (requested) {
                throw new CommandException(ExitCode.INTERNAL, "told to stop; nothing was kept or published");
            }
            return work.get();
        }
    }

    /** Does work that a request to stop has to wait for. @throws CommandException if the request came first */
    public void undisturbed(Runnable work) {
        undisturbed(() -> {
            work.run();
            return true;
        });
    }
}
