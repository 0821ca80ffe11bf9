package io.aegismatrix.data.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads vendors' JSON, in which a number may be written as text, with commas, or as a dash. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** The whole text as a tree. @throws IOException if it is cut short or not JSON */
    public static JsonNode tree(InputStream in) throws IOException {
        return MAPPER.readTree(in);
    }

    /** A finite number, as a number or as text; empty where there is none. */
    public static OptionalDouble number(JsonNode node) {
        if (node.isNumber()) {
            return finite(node.doubleValue());
        }
        if (!node.isTextual()) {
            return OptionalDouble.empty();
        }
        try {
            return finite(Double.parseDouble(node.textValue().replace(",", "").strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** A whole number, as a number or as text; empty where there is none. */
    public static OptionalLong whole(JsonNode node) {
        OptionalDouble value = number(node);
        return value.isPresent() && value.getAsDouble() == Math.rint(value.getAsDouble())
                ? OptionalLong.of((long) value.getAsDouble())
                : OptionalLong.empty();
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
