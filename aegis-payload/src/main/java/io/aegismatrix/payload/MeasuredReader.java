package io.aegismatrix.payload;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.RecordComponent;

/** Reads a detail from its fields among those of its record, or why it is missing from the one that says so. */
final class MeasuredReader extends JsonDeserializer<Measured<?>> {

    private final RecordComponent component;
    private final JavaType type;

    MeasuredReader(RecordComponent component, JavaType type) {
        this.component = component;
        this.type = type;
    }

    @Override
    public Measured<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode record = context.readTree(parser);
        boolean whole = Fields.known(component).stream().allMatch(field -> record.hasNonNull(field.name()));
        if (whole) {
            return Measured.of(BlockReader.value(context, record, component, type));
        }
        String reasonName = Fields.reasonName(component);
        JsonNode reason = record.path(reasonName);
        if (!reason.isTextual() || reason.asText().isBlank()) {
            throw BlockReader.refusal(
                    parser, component.getName() + " is unknown, so " + reasonName + " must say why, was " + reason);
        }
        return Measured.missing(reason.asText());
    }
}
