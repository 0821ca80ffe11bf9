package io.aegismatrix.runner.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.payload.PayloadException;
import io.aegismatrix.payload.PayloadJson;
import io.aegismatrix.payload.PayloadReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * An {@code aegismatrix.json} fit to be shown: one of ours, checked as {@link PayloadReader} checks it, or one of the
 * older system, which has no {@code schema_version} and is only asked for a spot.
 */
public final class PublishedPayload {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonNode tree;
    private final String json;

    private PublishedPayload(JsonNode tree, String json) {
        this.tree = tree;
        this.json = json;
    }

    /** The moment it is of, if it says so. */
    public Optional<Instant> asOf() {
        String text = tree.path("as_of").asText();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The index it is about, if it says so. */
    public Optional<String> underlying() {
        return Optional.of(tree.path("underlying").asText()).filter(name -> !name.isEmpty());
    }

    /**
     * Reads a file of at most {@link PayloadJson#MAX_READ_BYTES}.
     *
     * @throws PayloadException if it is missing, too large, not JSON, or not a payload
     */
    public static PublishedPayload load(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return parse(stream.readNBytes(PayloadJson.MAX_READ_BYTES + 1), file.toString());
        } catch (IOException e) {
            throw new PayloadException(file + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    /** Checks bytes; {@code name} says in messages where they came from. */
    static PublishedPayload parse(byte[] bytes, String name) {
        if (bytes.length > PayloadJson.MAX_READ_BYTES) {
            throw new PayloadException(name + " must be at most " + PayloadJson.MAX_READ_BYTES + " bytes");
        }
        JsonNode tree = tree(bytes, name);
        if (tree.has("schema_version")) {
            check(bytes, name);
        } else if (!tree.path("market").path("spot").isNumber()) {
            throw new PayloadException(name + " is not a payload: it has neither a schema_version nor a market.spot");
        }
        String json = tree.toString();
        if (!UTF_8.newEncoder().canEncode(json)) {
            throw new PayloadException(
                    name + " holds half a character, a surrogate without its other one, which no file can hold");
        }
        return new PublishedPayload(tree, json);
    }

    private static JsonNode tree(byte[] bytes, String name) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new PayloadException(name + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new PayloadException(name + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    private static void check(byte[] bytes, String name) {
        try {
            PayloadReader.json().read(bytes);
        } catch (PayloadException e) {
            throw new PayloadException(name + ": " + e.getMessage(), e);
        }
    }

    /** The payload, to be read only. */
    JsonNode tree() {
        return tree;
    }

    /** The payload on one line, no number of it changed. */
    String json() {
        return json;
    }
}
