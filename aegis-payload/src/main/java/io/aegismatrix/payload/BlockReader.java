package io.aegismatrix.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;

/**
 * Reads a flat object as a {@link Block}, and holds it to its source: every field is there if that is known, and none if it is
 * unavailable.
 */
final class BlockReader extends JsonDeserializer<Block<?>> {

    private final RecordComponent component;
    private final JavaType type;

    BlockReader(RecordComponent component, JavaType type) {
        this.component = component;
        this.type = type;
    }

    @Override
    public Block<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode block = context.readTree(parser);
        String sourceName = Fields.sourceName(component);
        JsonNode source = block.path(sourceName);
        if (source.isMissingNode() || source.isNull()) {
            throw refusal(parser, sourceName + " is missing");
        }
        return source.path("kind").asText().equals(Field.UNAVAILABLE)
                ? unavailable(parser, block, source.path("reason"))
                : known(parser, context, block, part(context, source, context.constructType(Source.class), sourceName));
    }

    private Block<?> unavailable(JsonParser parser, JsonNode block, JsonNode reason) throws IOException {
        if (!reason.isTextual() || reason.asText().isBlank()) {
            throw refusal(parser, "a source of kind UNAVAILABLE must give a reason, was " + reason);
        }
        for (Field field : Fields.known(component)) {
            JsonNode value = block.path(field.name());
            if (field.required() && field.type() != Source.class && !value.isMissingNode() && !value.isNull()) {
                throw refusal(
                        parser,
                        field.component() + " must be empty where the source is UNAVAILABLE (" + reason.asText()
                                + "), was " + value);
            }
        }
        return Block.unavailable(reason.asText());
    }

    private Block<?> known(JsonParser parser, DeserializationContext context, JsonNode block, Object read)
            throws IOException {
        Source source = (Source) read;
        for (Field field : Fields.known(component)) {
            JsonNode value = block.path(field.name());
            if (field.required() && (value.isMissingNode() || value.isNull())) {
                throw refusal(
                        parser,
                        field.component() + " must be present where the source is " + source.kind() + " (" + source.id()
                                + "), was empty");
            }
        }
        return Block.known(value(context, block, component, type), source);
    }

    /** The value whose fields stand in an object. */
    static Object value(DeserializationContext context, JsonNode object, RecordComponent component, JavaType type)
            throws IOException {
        if (Fields.flattens(component)) {
            return context.readTreeAsValue(object, type);
        }
        String name = Fields.name(component);
        return part(context, object.path(name), type, name);
    }

    private static Object part(DeserializationContext context, JsonNode node, JavaType type, String name)
            throws IOException {
        try {
            return context.readTreeAsValue(node, type);
        } catch (JsonMappingException e) {
            throw JsonMappingException.wrapWithPath(e, Block.class, name);
        }
    }

    static JsonMappingException refusal(JsonParser parser, String problem) {
        return new JsonMappingException(parser, problem, new IllegalArgumentException(problem));
    }
}
