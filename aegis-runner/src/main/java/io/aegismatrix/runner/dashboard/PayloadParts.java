package io.aegismatrix.runner.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parts of a payload that can be asked for alone. A part is the payload without the rest: what it shows is found where
 * the whole has it, and beside it stands whose it is and as of when.
 */
final class PayloadParts {

    /** The blocks a payload may have. */
    static final List<String> BLOCKS = List.of(
            "session",
            "data_quality",
            "models",
            "live",
            "timings_ms",
            "market",
            "direction",
            "seller",
            "buyer",
            "extensions");

    private static final List<String> IDENTITY =
            List.of("schema_version", "run_id", "underlying", "as_of", "generated_at", "synthetic");
    private static final List<String> RECORD_OF_A_MODEL = List.of(
            "engine", "model", "version", "trained_through", "in_sample", "skill", "skill_reason", "skills", "live");
    private static final List<String> RECORD_OF_A_RANGE =
            List.of("kind", "horizon_sessions", "horizon_days", "level", "coverage", "coverage_reason", "live");
    private static final List<String> RATES_OF_SELLERS = List.of("historical_hit_rate", "hit_rate_detail");
    private static final List<String> RATES_OF_BUYERS = List.of("historical_spike_rate", "spike_rate_detail");

    private PayloadParts() {}

    /** Every block a payload has, by name. */
    static Map<String, ObjectNode> blocks(JsonNode payload) {
        Map<String, ObjectNode> blocks = new TreeMap<>();
        for (String name : BLOCKS) {
            Optional.ofNullable(payload.get(name)).ifPresent(block -> {
                ObjectNode part = only(payload, IDENTITY);
                part.set(name, block);
                blocks.put(name, part);
            });
        }
        return blocks;
    }

    /** How good what is published was: scores of the models, how often ranges held, what the live record counts. */
    static ObjectNode record(JsonNode payload) {
        ObjectNode record = only(payload, IDENTITY);
        Optional.ofNullable(payload.get("live")).ifPresent(live -> record.set("live", live));
        record.set("models", each(payload.path("models"), RECORD_OF_A_MODEL));
        ObjectNode seller = only(payload.path("seller"), RATES_OF_SELLERS);
        seller.set("safe_range", only(payload.at("/seller/safe_range"), RECORD_OF_A_RANGE));
        seller.set("ranges", each(payload.at("/seller/ranges"), RECORD_OF_A_RANGE));
        record.set("seller", seller);
        record.set("buyer", only(payload.path("buyer"), RATES_OF_BUYERS));
        return record;
    }

    private static ArrayNode each(JsonNode list, List<String> names) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        list.forEach(entry -> kept.add(only(entry, names)));
        return kept;
    }

    private static ObjectNode only(JsonNode object, List<String> names) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> Optional.ofNullable(object.get(name)).ifPresent(value -> kept.set(name, value)));
        return kept;
    }
}
