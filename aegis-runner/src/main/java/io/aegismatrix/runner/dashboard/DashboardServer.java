package io.aegismatrix.runner.dashboard;

import com.google.common.util.concurrent.MoreExecutors;
import io.aegismatrix.payload.PayloadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Shows the dashboard to this machine only, at {@code http://127.0.0.1:PORT/}. It knows the page, the payload with
 * its parts and past, and nothing else ({@link Routes}), answers GET and HEAD, and answers only to its own name, so that a page of another site cannot reach it
 * under a name of its own.
 *
 * <p>A few threads do what can be done without waiting ({@link ServerLoop}). The JDK's server lends each request a thread,
 * and counts waiting for one among the time a request may take: on a busy machine it cuts off readers whose request it has.
 */
public final class DashboardServer implements AutoCloseable {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final ServerSocketChannel server;
    private final Routes routes;
    private final ServerTally tally;
    private final int port;
    private final Set<String> names;
    private final List<ServerLoop> loops = new ArrayList<>();
    private final List<CompletableFuture<Void>> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(ServerLimits.THREADS, DashboardServer::daemon);

    private DashboardServer(ServerSocketChannel server, Routes routes, ServerTally tally) throws IOException {
        this.server = server;
        this.routes = routes;
        this.tally = tally;
        this.port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        this.names = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /**
     * Starts to serve.
     *
     * @param payload the file to show, which may be replaced at any time
     * @param bars of the market of a payload
     * @param port the port, or 0 for any free one
     * @param past a folder of past payloads, if they are to be served too
     * @throws PayloadException if the file holds no payload yet
     * @throws IllegalArgumentException if {@code past} is no folder
     * @throws IOException if the port cannot be had
     */
    public static DashboardServer start(
            Path payload, Function<PublishedPayload, PriceBars> bars, Optional<Path> past, int port)
            throws IOException {
        return start(pages(payload, past, bars), past, port, ServerLimits.DEFAULT);
    }

    static ServedPages pages(Path payload, Optional<Path> past, Function<PublishedPayload, PriceBars> bars) {
        return new ServedPages(
                new PayloadFeed(payload),
                Routes.PAYLOAD.substring(1),
                past.map(folder -> Routes.PAST.substring(1)),
                bars);
    }

    static DashboardServer start(ServedPages pages, Optional<Path> past, int port, ServerLimits limits)
            throws IOException {
        ServerTally tally = new ServerTally();
        Routes routes = new Routes(pages, PastPayloads.of(past, Routes.PAST + "/"), tally);
        DashboardServer dashboard = new DashboardServer(listen(port), routes, tally);
        dashboard.serve(limits);
        return dashboard;
    }

    private static ServerSocketChannel listen(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.configureBlocking(false);
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
            server.bind(new InetSocketAddress(loopback, port), ServerLimits.BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private void serve(ServerLimits limits) throws IOException {
        for (int i = 0; i < ServerLimits.THREADS; i++) {
            loops.add(new ServerLoop(server, limits, this::respond, tally));
        }
        loops.forEach(loop -> running.add(CompletableFuture.runAsync(loop, threads)));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "aegis-dashboard");
        thread.setDaemon(true);
        return thread;
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port + Routes.PAGE);
    }

    /**
     * Waits until the server ends.
     *
     * @throws IllegalStateException if it ended by a failure: one thread less would go unnoticed until the last is gone
     */
    public void join() throws InterruptedException {
        try {
            CompletableFuture.anyOf(running.toArray(CompletableFuture[]::new)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the server ended by itself: " + e.getCause(), e.getCause());
        }
    }

    /** Stops to serve, without waiting for open answers. */
    @Override
    public void close() {
        loops.forEach(ServerLoop::stop);
        MoreExecutors.shutdownAndAwaitTermination(threads, LONGEST_STOP);
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Whether a request names this server and no other: in its one Host, and in its address where that is a whole one, as
     * a proxy is asked.
     */
    private boolean isForUs(HttpRequest request) {
        List<String> hosts = request.values("host");
        URI asked = request.target();
        return hosts.size() == 1 && isOurs(hosts.get(0)) && (!asked.isAbsolute() || isOurs(asked));
    }

    private boolean isOurs(URI asked) {
        return "http".equalsIgnoreCase(asked.getScheme()) && isOurs(String.valueOf(asked.getRawAuthority()));
    }

    private boolean isOurs(String host) {
        return names.contains(host.toLowerCase(Locale.ROOT));
    }

    private Response respond(HttpRequest request) {
        if (!isForUs(request)) {
            return Response.text(421, "This server is " + address() + " and nothing else.");
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Response.text(405, "Only GET and HEAD are answered.");
        }
        return routes.answer(path(request.target()));
    }

    /** What begins with two slashes is read as the name of a host and a path, but was asked of us. */
    private static String path(URI asked) {
        boolean host = !asked.isAbsolute() && asked.getRawAuthority() != null;
        return host ? "//" : Objects.requireNonNullElse(asked.getPath(), "");
    }
}
