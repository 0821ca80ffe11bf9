package io.aegismatrix.runner.dashboard;

import com.google.common.base.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Function;

/**
 * One thread's work: accepts connections, beside its like on the same socket, and goes on with those it has accepted. Nothing
 * here waits for a reader.
 */
final class ServerLoop implements Runnable {

    private static final Response BUSY =
            Response.text(503, "Too many readers at once; come back in " + ServerLimits.RETRY_SECONDS + " seconds.");

    private final ServerSocketChannel server;
    private final ServerLimits limits;
    private final Function<HttpRequest, Response> answers;
    private final ServerTally tally;
    private final Selector selector;
    private final SelectionKey accepting;
    private final Stopwatch watch = Stopwatch.createStarted();
    private Duration now = Duration.ZERO;
    private Duration looked = Duration.ZERO;
    private volatile boolean stopped;

    /** @param tally what all loops of the server count together */
    ServerLoop(
            ServerSocketChannel server, ServerLimits limits, Function<HttpRequest, Response> answers, ServerTally tally)
            throws IOException {
        this.server = server;
        this.limits = limits;
        this.answers = answers;
        this.tally = tally;
        this.selector = Selector.open();
        this.accepting = server.register(selector, SelectionKey.OP_ACCEPT);
    }

    @Override
    public void run() {
        try (selector) {
            try {
                while (!stopped) {
                    selector.select(this::goOn, ServerLimits.TICK.toMillis());
                    closeLate();
                }
            } finally {
                selector.keys().forEach(ServerLoop::leave);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes {@link #run} end, without waiting for open answers. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    private void goOn(SelectionKey key) {
        now = watch.elapsed();
        if (key.attachment() instanceof Reader reader) {
            try {
                reader.goOn(now);
            } catch (IOException e) {
                end((SocketChannel) key.channel());
            }
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                welcome(channel);
            }
        } catch (IOException e) {
            // No file is left to open: tries again at the next tick, instead of at once for ever.
            accepting.interestOps(0);
        }
    }

    private void welcome(SocketChannel channel) {
        int number = tally.opened();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Reader reader = new Reader(key, limits, answers, tally, now);
            key.attach(reader);
            if (number > 2 * limits.connections()) {
                end(channel);
            } else if (number > limits.connections()) {
                reader.refuse(BUSY, now);
            } else {
                reader.goOn(now);
            }
        } catch (IOException e) {
            end(channel);
        }
    }

    private void end(SocketChannel channel) {
        tally.closed();
        close(channel);
    }

    /** What a reader waits for does not come any more. */
    private static void leave(SelectionKey key) {
        if (key.channel() instanceof SocketChannel channel) {
            close(channel);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each tick, after everybody was heard: who seems late only because this thread was has been heard by now. */
    private void closeLate() {
        now = watch.elapsed();
        if (now.minus(looked).compareTo(ServerLimits.TICK) < 0) {
            return;
        }
        looked = now;
        accepting.interestOps(SelectionKey.OP_ACCEPT);
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof Reader reader && reader.isLate(now)) {
                tally.cutOff();
                end((SocketChannel) key.channel());
            }
        }
    }
}
