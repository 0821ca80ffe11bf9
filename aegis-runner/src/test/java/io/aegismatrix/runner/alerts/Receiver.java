package io.aegismatrix.runner.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of this machine that stands for ntfy, Telegram and a webhook, by path. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();

    /** What came. */
    public record Received(String path, String body, Optional<String> title, Optional<String> authorization) {}

    private Receiver(HttpServer server) {
        this.server = server;
    }

    public static Receiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Receiver receiver = new Receiver(server);
        server.createContext("/", receiver::receive);
        server.start();
        return receiver;
    }

    private void receive(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            received.add(new Received(
                    path,
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Title")),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
            exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers with another status than 200 from now on. */
    public void answer(String path, int status) {
        statuses.put(path, status);
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What came to a path, earliest first. */
    public List<Received> at(String path) {
        return received.stream().filter(each -> each.path().equals(path)).toList();
    }

    /** How much came to any path. */
    public int count() {
        return received.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
