package io.aegismatrix.runner.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.aegismatrix.payload.PayloadSchema;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The read-only API beside the page, against its own description. */
final class DashboardApiTest {

    private static final List<String> IDENTITY =
            List.of("schema_version", "run_id", "underlying", "as_of", "generated_at", "synthetic");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private Path past = Path.of("");
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("aegismatrix.json"), SamplePayloads.full());
        past = Files.createDirectory(folder.resolve("payloads"));
        Files.writeString(past.resolve("20241230T0417Z.json"), SamplePayloads.demo());
        Files.writeString(past.resolve("20241231T0417Z.json"), SamplePayloads.market());
        server = DashboardServer.start(file, SamplePayloads::noBars, Optional.of(past), 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return SamplePayloads.tree(response.body());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static List<String> names(JsonNode object) {
        return ImmutableList.copyOf(object.fieldNames());
    }

    /** Every address of the description, with every block the payload has and a past one for the places in them. */
    private List<String> addresses(JsonNode openapi) throws IOException, InterruptedException {
        JsonNode payload = json("/v1/payload");
        List<String> addresses = new ArrayList<>();
        for (String path : names(openapi.path("paths"))) {
            if (path.contains("{block}")) {
                openapi.path("paths").path(path).at("/parameters/0/schema/enum").forEach(block -> {
                    if (payload.has(block.asText())) {
                        addresses.add(path.replace("{block}", block.asText()));
                    }
                });
            } else {
                addresses.add(path.replace("{name}", "20241231T0417Z.json"));
            }
        }
        return addresses;
    }

    @Test
    void the_description_names_the_addresses_there_are_and_no_other() throws Exception {
        JsonNode openapi = json("/v1/openapi.json");
        Routes routes = new Routes(
                new ServedPages(new PayloadFeed(file), "aegismatrix.json", Optional.empty(), SamplePayloads::noBars),
                Optional.empty(),
                new ServerTally());

        assertThat(openapi.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(names(openapi.path("paths"))).containsExactlyInAnyOrderElementsOf(routes.patterns());
        openapi.path("paths").forEach(path -> assertThat(names(path)).isSubsetOf("parameters", "get", "head"));
        openapi.findValuesAsText("$ref").stream()
                .filter(target -> target.startsWith("#"))
                .forEach(target -> assertThat(openapi.at(target.substring(1)).isObject())
                        .as(target)
                        .isTrue());
    }

    @Test
    void every_address_is_answered_as_described_to_GET_HEAD_and_a_reader_who_has_it() throws Exception {
        JsonNode openapi = json("/v1/openapi.json");

        for (String address : addresses(openapi)) {
            HttpResponse<String> found = get(address);
            HttpResponse<String> head = CLIENT.send(
                    request(address).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
            String type = header(found, "Content-Type").replaceFirst(";.*", "");
            JsonNode described =
                    openapi.path("paths").path(pattern(address)).path("get").path("responses");

            assertThat(found.statusCode()).as(address).isEqualTo(200);
            assertThat(names(described.at("/200/content"))).as(address).containsExactly(type);
            assertThat(names(described)).as(address).contains("304", "400", "421", "431", "503");
            assertThat(header(found, "ETag")).as(address).matches("\"[0-9a-f]{64}\"");
            assertThat(head.statusCode()).as(address).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            if (!address.equals("/metrics")) {
                HttpRequest known = request(address)
                        .header("If-None-Match", header(found, "ETag"))
                        .build();
                assertThat(CLIENT.send(known, BodyHandlers.ofString()).statusCode())
                        .as(address)
                        .isEqualTo(304);
            }
        }
    }

    private static String pattern(String address) {
        return address.replaceFirst("^/v1/payload/.*", "/v1/payload/{block}")
                .replaceFirst("^/v1/payloads/.*", "/v1/payloads/{name}");
    }

    @Test
    void the_blocks_are_those_of_the_schema_and_hold_what_the_payload_holds_beside_whose_it_is() throws Exception {
        JsonNode payload = json("/v1/payload");
        TreeSet<String> all =
                new TreeSet<>(names(SamplePayloads.tree(PayloadSchema.text()).path("properties")));
        all.removeAll(IDENTITY);

        assertThat(PayloadParts.BLOCKS).containsExactlyInAnyOrderElementsOf(all);
        for (String block : PayloadParts.BLOCKS) {
            if (!payload.has(block)) {
                assertThat(get("/v1/payload/" + block).statusCode()).as(block).isEqualTo(404);
                continue;
            }
            JsonNode part = json("/v1/payload/" + block);
            List<String> expected = new ArrayList<>(IDENTITY);
            expected.add(block);
            assertThat(names(part)).containsExactlyInAnyOrderElementsOf(expected);
            expected.forEach(name -> assertThat(part.get(name)).as(name).isEqualTo(payload.get(name)));
        }
    }

    @Test
    void a_block_the_payload_lacks_is_told_with_those_it_has() throws Exception {
        Files.writeString(file, SamplePayloads.old());

        assertThat(get("/v1/payload/live").statusCode()).isEqualTo(404);
        assertThat(get("/v1/payload/live").body())
                .startsWith("The payload has no such block; it has [")
                .contains("seller");
        assertThat(json("/v1/payload/seller").has("as_of")).isFalse();
        assertThat(get("/metrics").body()).contains("aegis_market_spot_points ").doesNotContain("aegis_models");
    }

    @Test
    void the_record_says_how_good_models_and_ranges_were_and_nothing_of_the_forecast() throws Exception {
        JsonNode payload = json("/v1/payload");
        JsonNode told = json("/v1/record");

        assertThat(told.at("/models").size()).isEqualTo(payload.at("/models").size());
        assertThat(told.at("/models/0/skills")).isEqualTo(payload.at("/models/0/skills"));
        assertThat(told.at("/seller/ranges/0/coverage")).isEqualTo(payload.at("/seller/ranges/0/coverage"));
        assertThat(told.at("/seller/safe_range/coverage").isMissingNode()).isFalse();
        assertThat(told.at("/seller/ranges/0/lower").isMissingNode()).isTrue();
        assertThat(told.at("/buyer/historical_spike_rate")).isEqualTo(payload.at("/buyer/historical_spike_rate"));
    }

    @Test
    void past_payloads_are_listed_newest_first_and_read_by_the_names_listed() throws Exception {
        JsonNode list = json("/v1/payloads");

        assertThat(list.path("total").asInt()).isEqualTo(2);
        assertThat(list.findValuesAsText("name")).containsExactly("20241231T0417Z.json", "20241230T0417Z.json");
        assertThat(json(list.at("/payloads/1/href").asText())).isEqualTo(SamplePayloads.tree(SamplePayloads.demo()));
    }

    @Test
    void no_other_name_opens_anything() throws Exception {
        Files.writeString(past.resolve("notes.txt"), "mine");
        Files.createDirectory(past.resolve("folder.json"));
        Files.createSymbolicLink(past.resolve("link.json"), file);

        for (String path : List.of(
                "/v1/payloads/20241229T0417Z.json",
                "/v1/payloads/../aegismatrix.json",
                "/v1/payloads/%2e%2e%2faegismatrix.json",
                "/v1/payloads/",
                "/v1/payloads/notes.txt",
                "/v1/payloads/link.json",
                "/v1/payloads/folder.json",
                "/v1/payload/",
                "/v1/payload/as_of",
                "/v1/payload/seller/safe_range",
                "/v1",
                "/metrics/")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void a_past_file_that_is_no_payload_is_told_and_read_again_once_it_changes() throws Exception {
        Path broken = past.resolve("20241231T0417Z.json");
        Files.writeString(broken, "{\"schema_version\":");
        HttpResponse<String> told = get("/v1/payloads/20241231T0417Z.json");
        Files.writeString(broken, SamplePayloads.demo());

        assertThat(told.statusCode()).isEqualTo(503);
        assertThat(told.body()).contains("is not JSON");
        assertThat(json("/v1/payloads/20241231T0417Z.json")).isEqualTo(SamplePayloads.tree(SamplePayloads.demo()));
    }

    @Test
    void without_a_folder_of_past_payloads_says_how_to_give_one() throws Exception {
        server.close();
        server = DashboardServer.start(file, SamplePayloads::noBars, Optional.empty(), 0);

        assertThat(get("/v1/payloads").statusCode()).isEqualTo(404);
        assertThat(get("/v1/payloads/20241231T0417Z.json").body()).contains("aegis serve --past DIR");
        assertThatThrownBy(() -> DashboardServer.start(file, SamplePayloads::noBars, Optional.of(file), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a folder of payloads");
    }

    @Test
    void the_metrics_are_of_the_payload_and_of_the_server() throws Exception {
        JsonNode payload = json("/v1/payload");
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
        String metrics = get("/metrics").body();
        Files.writeString(file, "broken");
        String broken = get("/metrics").body();

        assertThat(figure(metrics, "aegis_market_spot_points"))
                .isEqualTo(payload.at("/market/spot").asDouble());
        assertThat(figure(metrics, "aegis_payload_as_of_timestamp_seconds"))
                .isEqualTo(Instant.parse(payload.path("as_of").asText()).toEpochMilli() / 1_000.0);
        assertThat(figure(metrics, "aegis_serve_answers_total{status=\"200\"}")).isEqualTo(1);
        assertThat(figure(metrics, "aegis_serve_answers_total{status=\"404\"}")).isEqualTo(1);
        assertThat(figure(metrics, "aegis_serve_connections")).isPositive();
        assertThat(metrics).contains("aegis_seller_flag{label=\"", "# HELP aegis_models ");
        assertThat(figure(metrics, "aegis_payload_readable")).isEqualTo(1);
        assertThat(figure(broken, "aegis_payload_readable")).isZero();
        assertThat(figure(broken, "aegis_market_spot_points")).isPositive();
    }

    private static double figure(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void while_the_file_is_broken_no_part_of_an_old_payload_is_given_for_the_new_one() throws Exception {
        Files.writeString(file, "{}");

        for (String path : List.of("/v1/payload", "/v1/payload/seller", "/v1/record")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(503);
            assertThat(get(path).body()).contains("is not a payload");
        }
    }

    @Test
    void two_hundred_readers_of_every_address_at_once_are_all_answered() throws Exception {
        List<String> addresses = addresses(json("/v1/openapi.json"));
        List<CompletableFuture<HttpResponse<Void>>> asked = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String address = addresses.get(i % addresses.size());
            asked.add(CLIENT.sendAsync(request(address).build(), BodyHandlers.discarding()));
        }

        for (CompletableFuture<HttpResponse<Void>> answer : asked) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }
}
