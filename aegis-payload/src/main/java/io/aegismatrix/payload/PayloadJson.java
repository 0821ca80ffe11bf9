package io.aegismatrix.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** Payloads as bytes: UTF-8 JSON on one line, the same bytes for equal payloads. */
public final class PayloadJson {

    /** Largest payload that is published, bytes. */
    public static final int MAX_WRITTEN_BYTES = 64 * 1024;

    /** Largest payload that is read, bytes. */
    public static final int MAX_READ_BYTES = 1024 * 1024;

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 16 * 1024;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_VIOLATIONS_QUOTED = 5;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_READ_BYTES)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private PayloadJson() {}

    /**
     * Does now, on this thread, what the first payload would otherwise have to wait for: compiles the schema. Never
     * needed; worth calling on an idle thread of a process that publishes one payload and ends.
     */
    public static void prepare() {
        PayloadSchema.prepare();
    }

    /**
     * The bytes to publish, ended by a line feed and already checked against {@link PayloadSchema}.
     *
     * @throws PayloadException if the payload breaks the schema or is larger than {@link #MAX_WRITTEN_BYTES}
     */
    public static byte[] bytes(Payload payload) {
        byte[] json = serialize(payload);
        requireValid(json);
        if (json.length > MAX_WRITTEN_BYTES) {
            throw new PayloadException("run " + payload.runId() + ": the payload must be at most " + MAX_WRITTEN_BYTES
                    + " bytes, was " + json.length);
        }
        return json;
    }

    private static byte[] serialize(Payload payload) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(MAX_WRITTEN_BYTES);
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            RecordWriter.write(payload, json);
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new PayloadException("run " + payload.runId() + ": cannot write the payload as JSON: " + e, e);
        }
        return line.toByteArray();
    }

    private static void requireValid(byte[] json) {
        List<String> violations = PayloadSchema.violations(json);
        if (!violations.isEmpty()) {
            throw new PayloadException("the payload breaks its schema in " + violations.size() + " places: "
                    + String.join("; ", violations.subList(0, Math.min(MAX_VIOLATIONS_QUOTED, violations.size()))));
        }
    }

    /** The document as a tree; {@code name} says in messages where it came from. */
    static JsonNode tree(byte[] json, String name) {
        if (json.length > MAX_READ_BYTES) {
            throw new PayloadException(name + " must be at most " + MAX_READ_BYTES + " bytes, was " + json.length);
        }
        try {
            JsonNode tree = Trees.MAPPER.readTree(json);
            if (!tree.isObject()) {
                throw new PayloadException(name + " must be one JSON object, was "
                        + (tree.isMissingNode() ? "empty" : tree.getNodeType().toString()));
            }
            if (!UTF_8.newEncoder().canEncode(tree.toString())) {
                throw new PayloadException(
                        name + " holds half a character, a surrogate without its other one, which no file can hold");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new PayloadException(name + " is not valid JSON: " + e.getOriginalMessage() + place(e), e);
        } catch (IOException e) {
            throw new PayloadException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The tree as records; {@code name} says in messages where it came from. */
    static Payload payload(JsonNode tree, String name) {
        try {
            return Mapper.INSTANCE.treeToValue(tree, Payload.class);
        } catch (JsonMappingException e) {
            throw new PayloadException(name + ": " + path(e) + ": " + problem(e), e);
        } catch (JsonProcessingException e) {
            throw new PayloadException(name + ": " + e.getOriginalMessage(), e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder("$");
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else if (!step.getFieldName().startsWith(BlockModule.FLATTENED)) {
                path.append('.').append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static String problem(JsonMappingException e) {
        return e.getCause() instanceof IllegalArgumentException broken
                ? String.valueOf(broken.getMessage())
                : e.getOriginalMessage();
    }

    /** What reads trees, and need not know of records; built on first use. */
    private static final class Trees {
        static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private Trees() {}
    }

    /** What reads records; built on first use. */
    private static final class Mapper {
        static final JsonMapper INSTANCE = build();

        private Mapper() {}

        private static JsonMapper build() {
            return JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .addModule(new JavaTimeModule())
                    .addModule(new BlockModule())
                    .annotationIntrospector(new BlockModule.Names())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    // A list that a later minor version added is empty when an older file lacks it.
                    .withConfigOverride(List.class, override -> override.setSetterInfo(emptyIfAbsent()))
                    .withConfigOverride(SortedMap.class, override -> override.setSetterInfo(emptyIfAbsent()))
                    .build();
        }

        private static JsonSetter.Value emptyIfAbsent() {
            return JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL);
        }
    }
}
