package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.io.Resources;
import io.aegismatrix.payload.PayloadFixtures;
import io.aegismatrix.payload.PayloadJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Payloads of every kind the page may be asked to show. */
final class SamplePayloads {

    /** Markup, a place of the template, a closing script: shown as text or not at all. */
    static final String HOSTILE =
            "</script><img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>@page@ $1 ${x}";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Set<String> FREE_TEXT = Set.of(
            "id",
            "reason",
            "run_id",
            "underlying",
            "model",
            "version",
            "metric",
            "baseline_name",
            "feature",
            "detail",
            "code",
            "instrument",
            "name",
            "reasons");

    private SamplePayloads() {}

    /** A page without prices. */
    static PriceBars noBars(PublishedPayload payload) {
        return PriceBars.none(0, "no source");
    }

    /** What the demo publishes on its invented market. */
    static String demo() {
        return resource("demo-payload.json");
    }

    /** What a run over real prices published. */
    static String market() {
        return resource("market-payload.json");
    }

    /** Only what the older system knew, without a version. */
    static String old() {
        return resource("old-payload.json");
    }

    /** Every field filled, a market that is open. */
    static String full() {
        return new String(PayloadJson.bytes(PayloadFixtures.full()), UTF_8);
    }

    /** No estimate at all. */
    static String unavailable() {
        return new String(PayloadJson.bytes(PayloadFixtures.unavailable("no model is installed")), UTF_8);
    }

    /** The demo's, with markup in every free text. */
    static String hostile() {
        JsonNode tree = tree(demo());
        poison(tree);
        return tree.toString();
    }

    /** The payload with another value in place of every one, but for the field of that name. */
    static String withEveryFieldBut(JsonNode payload, String kept, String value) {
        JsonNode copy = payload.deepCopy();
        replace(copy, kept, tree(value));
        return copy.toString();
    }

    private static void replace(JsonNode node, String kept, JsonNode value) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isObject()) {
                    replace(field.getValue(), kept, value);
                } else if (!field.getKey().equals(kept)) {
                    field.setValue(value);
                }
            });
        }
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void poison(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(
                    object.properties().stream().map(field -> field.getKey()).toList())) {
                JsonNode value = object.get(name);
                if (value.isTextual() && FREE_TEXT.contains(name)) {
                    object.put(name, HOSTILE);
                } else if (value instanceof ArrayNode texts && FREE_TEXT.contains(name)) {
                    texts.removeAll().add(TextNode.valueOf(HOSTILE));
                } else {
                    poison(value);
                }
            }
        } else {
            node.forEach(SamplePayloads::poison);
        }
    }

    private static String resource(String name) {
        try {
            return Resources.toString(Resources.getResource(SamplePayloads.class, name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
