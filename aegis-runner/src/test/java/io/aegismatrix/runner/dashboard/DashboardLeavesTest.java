package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.payload.PayloadSchema;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the schema says a payload may hold is shown by the page, or stands here with the reason why not. */
final class DashboardLeavesTest {

    private static final JsonNode SCHEMA = SamplePayloads.tree(PayloadSchema.text());
    private static final List<String> TABS = List.of("direction", "sellers", "buyers", "record");

    /** Leaves the page leaves out, as patterns, with the reason. */
    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            Map.entry("extensions\\..*", "a stranger's engine brings names the page has no words for"),
            Map.entry(
                    "(buyer\\.environment_state|seller\\.daily_flag|seller\\.regime\\..*)",
                    "words for the older system's dashboard; what they repeat is shown"),
            Map.entry("(.*\\.basis|.*\\.baseline)", "decides the verdict beside the score, which is shown"),
            Map.entry(
                    "seller\\.breach_probabilities\\[]\\..*",
                    "the older system's part of the breach surface, which is shown whole"),
            Map.entry("models\\[]\\.(drift\\..*|drift_reason)", "how the verdict on drift, which is shown, came about"),
            Map.entry("models\\[]\\.(engine|in_sample)", "the heading and the warning of the model's card"),
            Map.entry(
                    "(direction|market|models|seller)\\b.*_reason",
                    "shown in the place of the value, and only where there is none"),
            Map.entry(
                    "(direction|market)\\..*\\.reason",
                    "shown in the place of the value, and only where there is none"),
            Map.entry(
                    "direction\\.(today|horizons\\.t1)\\.(conviction|direction|lean\\.(neutral|up))",
                    "the odds and their usual rates are shown; the side only where it beats them"),
            Map.entry(
                    "direction\\.today\\.(reference|move_reference|session_fraction_kind|preopen\\.source\\.(id|kind))",
                    "chooses the words around the figure"),
            Map.entry("live\\.(log\\..*|window|source\\.(id|kind|reason))", "how to audit the log, not what it says"),
            Map.entry("market\\.events\\[]\\.(date|kind)", "the session and the name are shown"),
            Map.entry(
                    "market\\.option_chain\\.(event_moves|expiries|forward_volatility)\\[]\\..*",
                    "the parts of the figures the chain's tables show"),
            Map.entry(
                    "seller\\.premium_value\\.expiries\\[]\\.(difference|drift|sessions|strikes\\[]\\.difference)",
                    "price and worth are shown, and so is their ratio"),
            Map.entry(
                    "seller\\.(ranges\\[]|safe_range)\\.(live|coverage)\\.since_training\\..*",
                    "parts of the record that is shown"),
            Map.entry("seller\\.ranges\\[]\\.live\\..*", "the published safe range stands for them"),
            Map.entry("buyer\\.theta_edge\\.premium_source\\..*", "the method says what it was priced by"),
            Map.entry("synthetic", "the banner above the tabs"));

    @TempDir
    private Path folder;

    @Test
    void every_leaf_of_the_schema_is_shown_or_left_out_for_a_reason() throws IOException {
        Set<String> leaves = new TreeSet<>();
        collect(SCHEMA, "", leaves);
        Set<String> shown = shown();
        Map<String, String> missing = new TreeMap<>();
        leaves.stream()
                .filter(leaf -> !shown.contains(leaf))
                .filter(leaf -> LEFT_OUT.keySet().stream().noneMatch(leaf::matches))
                .forEach(leaf -> missing.put(leaf, "neither shown nor left out for a reason"));

        assertThat(leaves).hasSizeGreaterThan(300);
        assertThat(missing).isEmpty();
        assertThat(LEFT_OUT.keySet())
                .allSatisfy(pattern -> assertThat(leaves)
                        .as("%s leaves out something that is not shown", pattern)
                        .anyMatch(leaf -> leaf.matches(pattern) && !shown.contains(leaf)));
    }

    private Set<String> shown() throws IOException {
        Set<String> shown = new TreeSet<>();
        try (Browser browser = Browser.start()) {
            browser.reader(Instant.parse("2024-12-31T11:00:00Z"));
            browser.size(1440, 900);
            for (String json : List.of(live(), SamplePayloads.demo(), SamplePayloads.unavailable())) {
                PublishedPayload payload = PublishedPayload.parse(json.getBytes(UTF_8), "sample");
                Path file = Files.writeString(
                        folder.resolve("page.html"),
                        DashboardPage.file(payload, SamplePayloads.noBars(payload))
                                .html());
                browser.open(URI.create(file.toUri() + "#" + TABS.get(0)));
                browser.run(Browser.script("walk.js")).get("traced").forEach(each -> add(shown, each.get("path")));
                browser.run(
                                "return [...document.querySelectorAll('.chart')].flatMap(box => box.dataset.paths.split(' '))")
                        .forEach(path -> add(shown, path));
            }
        }
        return shown;
    }

    /** The full payload with a live record and a skew of the chain, which one payload in few has. */
    private static String live() {
        ObjectNode payload = (ObjectNode) SamplePayloads.tree(SamplePayloads.full());
        payload.putObject("live")
                .put("first_session", "2024-11-01")
                .put("last_session", "2024-12-30")
                .put("sessions", 40)
                .put("replayed", 1)
                .put("window", 250)
                .putObject("source")
                .put("kind", "FORMULA")
                .put("id", "prediction_log");
        ((ObjectNode) payload.at("/models/0")).set("live", payload.at("/models/0/skills"));
        ((ObjectNode) payload.at("/seller/safe_range")).set("live", payload.at("/seller/safe_range/coverage"));
        JsonNode rate = payload.at("/seller/hit_rate_detail");
        ((ObjectNode) payload.at("/buyer/spike_rate_detail"))
                .<ObjectNode>set("walk_forward", rate.get("walk_forward"))
                .set("since_training", rate.get("since_training"));
        ((ObjectNode) payload.at("/seller/skew"))
                .put("expiry", "2025-01-02")
                .put("put_volatility", 0.14)
                .put("at_the_money_volatility", 0.12)
                .put("call_volatility", 0.11);
        return payload.toString();
    }

    private static void add(Set<String> shown, JsonNode path) {
        shown.add(path.asText().replaceAll("\\[\\d+]", "[]").replaceAll("^timings_ms\\..*", "timings_ms.*"));
    }

    /** The leaves below a part of the schema: what has neither properties nor items. */
    private static void collect(JsonNode part, String path, Set<String> leaves) {
        if (part.has("$ref")) {
            collect(SCHEMA.at(part.get("$ref").asText().substring(1)), path, leaves);
            return;
        }
        int before = leaves.size();
        part.path("anyOf").forEach(each -> {
            if (each.has("$ref") || each.has("properties") || each.has("items")) {
                collect(each, path, leaves);
            }
        });
        part.path("properties")
                .properties()
                .forEach(field -> collect(
                        field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), leaves));
        if (part.path("items").isObject()) {
            collect(part.get("items"), path + "[]", leaves);
        }
        if (part.path("additionalProperties").isObject()) {
            collect(part.get("additionalProperties"), path + ".*", leaves);
        }
        if (leaves.size() == before && !part.has("properties")) {
            leaves.add(path);
        }
    }
}
