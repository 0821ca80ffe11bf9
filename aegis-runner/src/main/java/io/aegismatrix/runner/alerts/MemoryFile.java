package io.aegismatrix.runner.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.io.BoundedFile;
import io.aegismatrix.data.io.DraftFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The file a {@link Memory} lies in between two looks, beside the payload. It holds no secret. */
final class MemoryFile {

    private static final int VERSION = 1;
    private static final int MOST_BYTES = 256 << 10;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file;

    private MemoryFile(Path file) {
        this.file = file;
    }

    /** The one of a payload: {@code aegismatrix.alerts.json} beside {@code aegismatrix.json}. */
    static MemoryFile beside(Path payload) {
        Path whole = payload.toAbsolutePath();
        String name = String.valueOf(whole.getFileName()).replaceFirst("\\.json$", "");
        return new MemoryFile(whole.resolveSibling(name + ".alerts.json"));
    }

    Path path() {
        return file;
    }

    /** What is remembered. @throws IOException if the file is there and cannot be read as a memory */
    Memory read() throws IOException {
        if (!Files.exists(file)) {
            return Memory.none();
        }
        try {
            return parse(MAPPER.readTree(BoundedFile.read(file, MOST_BYTES)));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            throw new IOException("is no memory of alerts; delete it, and what changes from then on is told", e);
        }
    }

    private static Memory parse(JsonNode node) {
        if (node.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("version must be " + VERSION + ", was " + node.path("version"));
        }
        SortedMap<String, Memory.Pending> pending = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("pending").properties()) {
            JsonNode state = entry.getValue();
            pending.put(
                    entry.getKey(),
                    new Memory.Pending(
                            state.path("state").asText(),
                            state.path("slots").asInt(),
                            Instant.parse(state.path("slot").asText())));
        }
        SortedMap<String, Memory.Told> told = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("told").properties()) {
            Optional<Instant> slot =
                    Optional.ofNullable(entry.getValue().get("slot")).map(text -> Instant.parse(text.asText()));
            told.put(
                    entry.getKey(), new Memory.Told(slot, texts(entry.getValue().path("states"))));
        }
        return new Memory(
                texts(node.path("settled")),
                pending,
                told,
                Optional.ofNullable(node.get("range")).map(MemoryFile::range));
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static StatedRange range(JsonNode node) {
        return new StatedRange(
                LocalDate.parse(node.path("stated").asText()),
                node.path("sessions").asInt(),
                node.path("level").asDouble(),
                node.path("spot").asDouble(),
                node.path("lower").asDouble(),
                node.path("upper").asDouble());
    }

    /** Remembers, whole or not at all. */
    void write(Memory memory) throws IOException {
        byte[] text = (json(memory).toPrettyString() + "\n").getBytes(UTF_8);
        DraftFile.replace(file, out -> out.write(text));
    }

    private static ObjectNode json(Memory memory) {
        ObjectNode node = MAPPER.createObjectNode().put("version", VERSION);
        memory.settled().forEach(node.putObject("settled")::put);
        ObjectNode pending = node.putObject("pending");
        memory.pending()
                .forEach((key, seen) -> pending.putObject(key)
                        .put("state", seen.state())
                        .put("slots", seen.slots())
                        .put("slot", seen.slot().toString()));
        ObjectNode told = node.putObject("told");
        memory.told().forEach((channel, known) -> {
            ObjectNode entry = told.putObject(channel);
            known.slot().ifPresent(slot -> entry.put("slot", slot.toString()));
            known.states().forEach(entry.putObject("states")::put);
        });
        memory.range()
                .ifPresent(range -> node.putObject("range")
                        .put("stated", range.stated().toString())
                        .put("sessions", range.sessions())
                        .put("level", range.level())
                        .put("spot", range.spot())
                        .put("lower", range.lower())
                        .put("upper", range.upper()));
        return node;
    }
}
