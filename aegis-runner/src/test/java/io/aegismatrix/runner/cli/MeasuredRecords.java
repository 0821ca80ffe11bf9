package io.aegismatrix.runner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Walks a payload and finds every number that claims a measured record without showing it: a count, an interval and which
 * forecasts it counts, or the reason why there is none.
 */
final class MeasuredRecords {

    /** Members that hold a record themselves, and the member that says why it is missing. */
    private static final Map<String, String> RECORDS =
            Map.of("coverage", "coverage_reason", "skill", "skill_reason", "confidence_record", "confidence_reason");

    /** Members that hold a measured number, and the member that holds its record. */
    private static final Map<String, String> DETAILS = Map.of(
            "historical_hit_rate", "hit_rate_detail",
            "historical_spike_rate", "spike_rate_detail",
            "confidence", "confidence_record");

    /** Any of these says which forecasts a record counts. */
    private static final List<String> BASES = List.of("basis", "walk_forward", "since_training");

    /** Where a rate comes from that counts sessions, not forecasts. */
    private static final String NO_FORECASTS = "breakout_frequency";

    private final List<String> faults = new ArrayList<>();
    private int seen;

    private MeasuredRecords() {}

    /** What is wrong, each entry with its place; one more entry if the payload holds fewer records than expected. */
    static List<String> faults(JsonNode payload, int atLeast) {
        MeasuredRecords walk = new MeasuredRecords();
        walk.visit("$", payload);
        if (walk.seen < atLeast) {
            walk.faults.add("expected at least " + atLeast + " records, was " + walk.seen);
        }
        return walk.faults;
    }

    private void visit(String place, JsonNode node) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            String there = place + "." + name;
            if (RECORDS.containsKey(name)) {
                requireRecordOrReason(there, node, member.getValue(), RECORDS.getOrDefault(name, ""));
            }
            if (DETAILS.containsKey(name) && !member.getValue().isNull()) {
                requireRecord(there, node.path(DETAILS.getOrDefault(name, "")));
            }
            if (name.equals("skills")) {
                member.getValue().forEach(skill -> requireRecord(there, skill));
            }
            visit(there, member.getValue());
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visit(place + "[" + i + "]", node.get(i));
            }
        }
    }

    private void requireRecordOrReason(String place, JsonNode block, JsonNode record, String reason) {
        if (!record.isNull()) {
            requireRecord(place, record);
        } else if (!block.path(reason).isTextual()
                && !block.path("source").path("kind").asText().equals("UNAVAILABLE")) {
            faults.add(place + " is null and " + reason + " does not say why");
        }
    }

    private void requireRecord(String place, JsonNode record) {
        seen++;
        boolean counted = record.path("n").asInt(0) >= 1;
        boolean bounded =
                record.path("ci_low").isNumber() && record.path("ci_high").isNumber();
        if (!counted || !bounded) {
            faults.add(place + " has no count or no interval: " + record);
        } else if (!record.has("metric")
                && record.get("ci_low").doubleValue() >= record.get("ci_high").doubleValue()) {
            faults.add(place + " is a share whose interval has no width: " + record);
        } else if (BASES.stream().noneMatch(record::has)
                && !record.path("source").path("id").asText().equals(NO_FORECASTS)) {
            faults.add(place + " does not say which forecasts it counts: " + record);
        }
    }
}
