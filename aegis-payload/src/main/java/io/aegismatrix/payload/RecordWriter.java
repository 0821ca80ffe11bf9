package io.aegismatrix.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as objects of their {@link Fields}: numbers rounded, what is empty as {@code null} or, where
 * {@link com.fasterxml.jackson.annotation.JsonInclude} says so, not at all. Jackson's own serialisers before the first record
 * study every class for what a record cannot have: .17 s of a cold start of 1.3 s, longer than the forecast takes.
 */
final class RecordWriter {

    private RecordWriter() {}

    static void write(Record record, JsonGenerator json) throws IOException {
        writeObject(Fields.of(record.getClass()), record, json);
    }

    private static void writeObject(List<Field> fields, Object owner, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Field field : fields) {
            Object value = field.getter().get(owner);
            if (!field.omitEmpty() || !saysNothing(value)) {
                json.writeFieldName(field.name());
                writeField(field, value, json);
            }
        }
        if (owner instanceof OldNames old) {
            for (Map.Entry<String, Optional<String>> word : old.oldNames().entrySet()) {
                json.writeFieldName(word.getKey());
                writeValue(word.getValue(), DoubleUnaryOperator.identity(), json);
            }
        }
        json.writeEndObject();
    }

    private static boolean saysNothing(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isEmpty();
        }
        if (value instanceof OptionalDouble number) {
            return number.isEmpty();
        }
        if (value instanceof SortedMap<?, ?> map) {
            return map.isEmpty();
        }
        if (value instanceof Block<?> block) {
            return block.equals(SellerOutlook.BEFORE_PREMIUMS);
        }
        return value == null || ((List<?>) value).isEmpty();
    }

    private static void writeField(Field field, @Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null || field.parts().isEmpty()) {
            writeValue(value, field.rounding(), json);
        } else {
            writeObject(field.parts(), value, json);
        }
    }

    private static void writeValue(@Nullable Object value, DoubleUnaryOperator rounding, JsonGenerator json)
            throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Record record) {
            write(record, json);
        } else if (value instanceof Double number) {
            json.writeNumber(rounding.applyAsDouble(number));
        } else if (value instanceof OptionalDouble optional) {
            writeValue(optional.isPresent() ? optional.getAsDouble() : null, rounding, json);
        } else if (value instanceof OptionalInt optional) {
            writeValue(optional.isPresent() ? optional.getAsInt() : null, rounding, json);
        } else if (value instanceof Optional<?> optional) {
            writeValue(optional.orElse(null), rounding, json);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                writeValue(element, rounding, json);
            }
            json.writeEndArray();
        } else if (value instanceof SortedMap<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeValue(entry.getValue(), rounding, json);
            }
            json.writeEndObject();
        } else {
            writeScalar(value, json);
        }
    }

    private static void writeScalar(Object value, JsonGenerator json) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Enum<?> word) {
            json.writeString(word.name());
        } else if (value instanceof Instant || value instanceof LocalDate) {
            json.writeString(value.toString());
        } else {
            throw new IllegalStateException(
                    "a payload holds no " + value.getClass().getName() + ", was " + value);
        }
    }
}
