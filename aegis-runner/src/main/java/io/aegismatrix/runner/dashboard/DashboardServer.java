package io.aegismatrix.runner.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aegismatrix.payload.PayloadException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows the dashboard to this machine only, at {@code http://127.0.0.1:PORT/}. It knows the page and the payload and
 * nothing else, answers GET and HEAD, and answers only to its own name, so that a page of another site cannot reach it
 * under a name of its own.
 */
public final class DashboardServer implements AutoCloseable {

    private static final String PAGE = "/";
    private static final String PAYLOAD = "/aegismatrix.json";
    private static final int PIECE = 1 << 14;
    private static final int STACK = 1 << 18;
    private static final Map<String, String> SAFETY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-cache");

    private final HttpServer server;
    private final ExecutorService threads;
    private final ServedPages pages;
    private final Set<String> names;

    private DashboardServer(HttpServer server, PayloadFeed feed) {
        this.server = server;
        this.pages = new ServedPages(feed, PAYLOAD.substring(1));
        int port = server.getAddress().getPort();
        this.names = Set.of("127.0.0.1:" + port, "localhost:" + port);
        this.threads = Executors.newFixedThreadPool(ServerLimits.THREADS, DashboardServer::daemon);
    }

    /**
     * Starts to serve.
     *
     * @param payload the file to show, which may be replaced at any time
     * @param port the port, or 0 for any free one
     * @throws PayloadException if the file holds no payload yet
     * @throws IOException if the port cannot be had
     */
    public static DashboardServer start(Path payload, int port) throws IOException {
        ServerLimits.set();
        PayloadFeed feed = new PayloadFeed(payload);
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        DashboardServer dashboard = new DashboardServer(
                HttpServer.create(new InetSocketAddress(loopback, port), ServerLimits.BACKLOG), feed);
        dashboard.server.setExecutor(dashboard.threads);
        dashboard.server.createContext("/", dashboard::answer);
        dashboard.server.start();
        return dashboard;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "aegis-dashboard", STACK);
        thread.setDaemon(true);
        return thread;
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PAGE);
    }

    /** Stops to serve, without waiting for open answers. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, respond(exchange));
        }
    }

    /**
     * Whether a request names this server and no other: in its one Host, and in its address where that is a whole one, as
     * a proxy is asked.
     */
    private boolean isForUs(HttpExchange exchange) {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        URI asked = exchange.getRequestURI();
        return hosts.size() == 1 && isOurs(hosts.get(0)) && (!asked.isAbsolute() || isOurs(asked));
    }

    private boolean isOurs(URI asked) {
        return "http".equalsIgnoreCase(asked.getScheme()) && isOurs(String.valueOf(asked.getRawAuthority()));
    }

    private boolean isOurs(String host) {
        return names.contains(host.toLowerCase(Locale.ROOT));
    }

    private Response respond(HttpExchange exchange) {
        if (!isForUs(exchange)) {
            return Response.text(421, "This server is " + address() + " and nothing else.");
        }
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Response.text(405, "Only GET and HEAD are answered.");
        }
        return switch (path(exchange.getRequestURI())) {
            case PAGE -> pages.page();
            case PAYLOAD -> pages.payload();
            default -> Response.text(404, "There is the page at " + PAGE + " and the payload at " + PAYLOAD + ".");
        };
    }

    /** What begins with two slashes is read as the name of a host and a path, but was asked of us. */
    private static String path(URI asked) {
        boolean host = !asked.isAbsolute() && asked.getRawAuthority() != null;
        return host ? "//" : Objects.requireNonNullElse(asked.getPath(), "");
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        SAFETY.forEach(headers::set);
        headers.set("Content-Security-Policy", response.policy());
        headers.set("Content-Type", response.type());
        if (response.status() == 200) {
            headers.set("ETag", response.tag());
            if (isKnown(exchange, response.tag())) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
        }
        byte[] body = response.body();
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            write(body, exchange.getResponseBody());
        }
    }

    /** In pieces: the JDK copies what it is given at once, for every connection anew. */
    private static void write(byte[] body, OutputStream out) throws IOException {
        for (int from = 0; from < body.length; from += PIECE) {
            out.write(body, from, Math.min(PIECE, body.length - from));
        }
    }

    private static boolean isKnown(HttpExchange exchange, String tag) {
        List<String> known = exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of());
        return known.stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .anyMatch(
                        each -> each.equals("*") || each.replaceFirst("^W/", "").equals(tag));
    }
}
