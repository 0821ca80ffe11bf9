package io.aegismatrix.runner.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ledger lines as JSON objects. */
final class LedgerJson {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String STARTED = "started";
    private static final String ENDED = "ended";

    private LedgerJson() {}

    static String write(LedgerLine line) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("event", line instanceof RunStart ? STARTED : ENDED)
                .put("run_id", line.runId())
                .put("command", line.command())
                .put("at", line.at().toString());
        if (line instanceof RunStart start) {
            node.put("pid", start.pid());
            start.processStart().ifPresent(process -> node.put("process_started_at", process.toString()));
            node.put("host", start.host());
        } else if (line instanceof RunEnd end) {
            addEnd(node, end);
        }
        return node.toString();
    }

    private static void addEnd(ObjectNode node, RunEnd end) {
        node.put("started_at", end.startedAt().toString())
                .put("exit_code", end.exitCode())
                .put("outcome", end.outcome().id())
                .put("message", end.message());
        ObjectNode stages = node.putObject("stages_ms");
        end.stagesMs().forEach(stages::put);
        end.publication().ifPresent(publication -> addPublication(node.putObject("publication"), publication));
        end.log()
                .ifPresent(log -> node.putObject("log")
                        .put("file", log.file())
                        .put("rows", log.rows())
                        .put("head", log.head()));
    }

    private static void addPublication(ObjectNode node, PublishedFile publication) {
        publication.slot().ifPresent(slot -> node.put("slot", slot.toString()));
        node.put("as_of", publication.asOf().toString());
        ObjectNode inputs = node.putObject("inputs");
        publication.inputs().forEach(inputs::put);
        node.put("file", publication.file()).put("sha256", publication.sha256());
    }

    /** Reads a line back, or gives nothing if it was torn or is not ours. */
    static Optional<LedgerLine> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return switch (node.path("event").asText()) {
                case STARTED -> Optional.of(start(node));
                case ENDED -> Optional.of(end(node));
                default -> Optional.empty();
            };
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RunStart start(JsonNode node) {
        return new RunStart(
                text(node, "run_id"),
                text(node, "command"),
                instant(node, "at"),
                node.path("pid").asLong(),
                node.has("process_started_at") ? Optional.of(instant(node, "process_started_at")) : Optional.empty(),
                node.path("host").asText());
    }

    private static RunEnd end(JsonNode node) {
        SortedMap<String, Long> stages = new TreeMap<>();
        node.path("stages_ms")
                .properties()
                .forEach(stage -> stages.put(stage.getKey(), stage.getValue().asLong()));
        JsonNode publication = node.get("publication");
        JsonNode log = node.get("log");
        return new RunEnd(
                text(node, "run_id"),
                text(node, "command"),
                instant(node, "at"),
                instant(node, "started_at"),
                node.path("exit_code").asInt(),
                RunOutcome.parse(text(node, "outcome")),
                node.path("message").asText(),
                stages,
                publication == null ? Optional.empty() : Optional.of(publication(publication)),
                log == null
                        ? Optional.empty()
                        : Optional.of(
                                new LogNote(text(log, "file"), log.path("rows").asLong(), text(log, "head"))));
    }

    private static PublishedFile publication(JsonNode node) {
        SortedMap<String, String> inputs = new TreeMap<>();
        node.path("inputs")
                .properties()
                .forEach(input -> inputs.put(input.getKey(), input.getValue().asText()));
        return new PublishedFile(
                node.has("slot") ? Optional.of(instant(node, "slot")) : Optional.empty(),
                instant(node, "as_of"),
                inputs,
                text(node, "file"),
                text(node, "sha256"));
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(text(node, field));
    }

    private static String text(JsonNode node, String field) {
        @Nullable JsonNode value = node.get(field);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(field + " must be a text, was " + value);
        }
        return value.asText();
    }
}
