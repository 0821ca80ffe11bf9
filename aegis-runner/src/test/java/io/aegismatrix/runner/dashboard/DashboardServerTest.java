package io.aegismatrix.runner.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.payload.PayloadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DashboardServerTest {

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Path file = Path.of("");
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("aegismatrix.json"), SamplePayloads.demo());
        server = DashboardServer.start(file, SamplePayloads::noBars, Optional.empty(), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void serves_the_page_with_a_strict_policy() throws Exception {
        HttpResponse<String> page = get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>AegisMatrix</title>", "\"payload\":\"aegismatrix.json\"");
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void tells_a_client_that_knows_the_payload_that_it_is_unchanged() throws Exception {
        String tag = header(get("/aegismatrix.json"), "ETag");

        HttpResponse<String> again = client.send(
                request("/aegismatrix.json")
                        .header("If-None-Match", "\"old\", " + tag)
                        .build(),
                BodyHandlers.ofString());

        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void serves_a_new_payload_under_a_new_tag() throws Exception {
        HttpResponse<String> before = get("/aegismatrix.json");
        Files.writeString(file, SamplePayloads.market());
        HttpResponse<String> after = get("/aegismatrix.json");

        assertThat(SamplePayloads.tree(before.body())).isEqualTo(SamplePayloads.tree(SamplePayloads.demo()));
        assertThat(SamplePayloads.tree(after.body()).at("/market/spot"))
                .isEqualTo(SamplePayloads.tree(SamplePayloads.market()).at("/market/spot"));
        assertThat(header(after, "ETag")).isNotEqualTo(header(before, "ETag"));
    }

    @Test
    void keeps_the_last_good_page_and_tells_the_trouble_while_the_file_is_broken() throws Exception {
        Files.writeString(file, "{\"schema_version\":");
        HttpResponse<String> broken = get("/aegismatrix.json");
        HttpResponse<String> page = get("/");
        Files.delete(file);
        HttpResponse<String> gone = get("/aegismatrix.json");
        Files.writeString(file, SamplePayloads.demo());

        assertThat(broken.statusCode()).isEqualTo(503);
        assertThat(broken.body()).contains("aegismatrix.json is not JSON");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(gone.statusCode()).isEqualTo(503);
        assertThat(gone.body()).contains("cannot be read");
        assertThat(get("/aegismatrix.json").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/aegismatrix.json/",
                "/../aegismatrix.json",
                "/%2e%2e/%2e%2e/etc/passwd",
                "//etc/passwd",
                "/favicon.ico"
            })
    void knows_nothing_else(String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.address().getPort() + path))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("There is the page at /");
    }

    @Test
    void answers_only_to_reading() throws Exception {
        HttpResponse<String> written = client.send(
                request("/aegismatrix.json").PUT(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
        HttpResponse<String> head =
                client.send(request("/").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());

        assertThat(written.statusCode()).isEqualTo(405);
        assertThat(header(written, "Allow")).isEqualTo("GET, HEAD");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1.evil.example:80"})
    void answers_only_to_its_own_name(String host) throws IOException {
        assertThat(statusLine(host)).contains(" 421 ");
        assertThat(statusLine("localhost:" + server.address().getPort())).contains(" 200 ");
    }

    @Test
    void answers_to_its_own_name_in_whatever_form_it_is_asked() throws IOException {
        String own = "127.0.0.1:" + server.address().getPort();

        assertThat(statusLine("http://" + own + "/aegismatrix.json", "Host: " + own))
                .contains(" 200 ");
        assertThat(statusLine("http://evil.example/", "Host: " + own)).contains(" 421 ");
        assertThat(statusLine("http://" + own + "@evil.example/", "Host: " + own))
                .contains(" 421 ");
        assertThat(statusLine("https://" + own + "/", "Host: " + own)).contains(" 421 ");
        assertThat(statusLine("http:/aegismatrix.json", "Host: " + own)).contains(" 421 ");
        assertThat(statusLine("//evil.example/", "Host: " + own)).contains(" 404 ");
        assertThat(statusLine("/", "Host: evil.example")).contains(" 421 ");
        assertThat(statusLine("/", "Host: " + own + "\r\nHost: evil.example")).contains(" 421 ");
        assertThat(statusLine("/", "Host: evil.example\r\nHost: " + own)).contains(" 421 ");
        assertThat(statusLine("/", "Host: " + own + "\r\nHost: " + own)).contains(" 421 ");
        assertThat(statusLine("/", "Accept: */*")).contains(" 421 ");
    }

    private String statusLine(String host) throws IOException {
        return statusLine("/aegismatrix.json", "Host: " + host);
    }

    private String statusLine(String target, String headers) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + target + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(40), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void does_not_start_without_a_payload() {
        assertThatThrownBy(() -> DashboardServer.start(
                        folder.resolve("nowhere.json"), SamplePayloads::noBars, Optional.empty(), 0))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("nowhere.json: cannot be read: there is no such file");
    }

    @Test
    void does_not_start_on_a_port_that_is_taken() {
        assertThatThrownBy(() -> DashboardServer.start(
                        file,
                        SamplePayloads::noBars,
                        Optional.empty(),
                        server.address().getPort()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_thread_that_fails_ends_the_server_with_its_reason_instead_of_leaving_readers_waiting() throws Exception {
        ServedPages broken =
                new ServedPages(new PayloadFeed(file), "aegismatrix.json", Optional.empty(), SamplePayloads::noBars) {
                    @Override
                    Response page() {
                        throw new IllegalStateException("no page can be made");
                    }
                };
        CompletableFuture<?> asked;
        try (DashboardServer failing = DashboardServer.start(broken, Optional.empty(), 0, ServerLimits.DEFAULT)) {
            asked = client.sendAsync(HttpRequest.newBuilder(failing.address()).build(), BodyHandlers.ofString());

            assertThatThrownBy(failing::join)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the server ended by itself")
                    .hasMessageContaining("no page can be made");
        }
        assertThat(asked).failsWithin(Duration.ofSeconds(20));
    }
}
