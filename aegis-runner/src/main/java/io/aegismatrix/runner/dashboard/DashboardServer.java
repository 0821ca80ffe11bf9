package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aegismatrix.payload.PayloadException;
import java.io.IOException;
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
    private static final int POLL_SECONDS = 15;
    private static final int THREADS = 4;
    private static final int BACKLOG = 16;
    private static final Map<String, String> SAFETY = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-cache");

    private final HttpServer server;
    private final ExecutorService threads;
    private final PayloadFeed feed;
    private final Set<String> names;

    private DashboardServer(HttpServer server, PayloadFeed feed) {
        this.server = server;
        this.feed = feed;
        int port = server.getAddress().getPort();
        this.names = Set.of("127.0.0.1:" + port, "localhost:" + port);
        this.threads = Executors.newFixedThreadPool(THREADS, DashboardServer::daemon);
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
        PayloadFeed feed = new PayloadFeed(payload);
        InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        DashboardServer dashboard =
                new DashboardServer(HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG), feed);
        dashboard.server.setExecutor(dashboard.threads);
        dashboard.server.createContext("/", dashboard::answer);
        dashboard.server.start();
        return dashboard;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "aegis-dashboard");
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

    /** What to answer: a status, a media type, a policy, a body. */
    private record Response(int status, String type, String policy, String body) {

        private static final String NOTHING = "default-src 'none'";

        static Response text(int status, String message) {
            return new Response(status, "text/plain; charset=utf-8", NOTHING, message + "\n");
        }

        String tag() {
            return "\"" + Hashing.sha256().hashString(body, UTF_8) + "\"";
        }
    }

    private Response respond(HttpExchange exchange) {
        String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
        if (!names.contains(host.toLowerCase(Locale.ROOT))) {
            return Response.text(421, "This server is " + address() + " and nothing else.");
        }
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Response.text(405, "Only GET and HEAD are answered.");
        }
        return switch (exchange.getRequestURI().getPath()) {
            case PAGE -> page();
            case PAYLOAD -> payload();
            default -> Response.text(404, "There is the page at " + PAGE + " and the payload at " + PAYLOAD + ".");
        };
    }

    private Response page() {
        DashboardPage page = DashboardPage.served(feed.state().payload(), PAYLOAD.substring(1), POLL_SECONDS);
        return new Response(200, "text/html; charset=utf-8", page.policy() + "; frame-ancestors 'none'", page.html());
    }

    private Response payload() {
        PayloadFeed.State state = feed.state();
        return state.trouble()
                .map(trouble -> Response.text(503, trouble))
                .orElseGet(() -> new Response(
                        200,
                        "application/json",
                        Response.NOTHING,
                        state.payload().json()));
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
        byte[] body = response.body().getBytes(UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(response.status(), -1);
        } else {
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
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
