package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the file has of a record: its components in order under their names in snake case or the one {@link JsonProperty}
 * gives, with blocks and measured details flattened: see {@link Flat} and {@link Headline}. What {@link JsonPropertyOrder}
 * names stands first.
 */
final class Fields {

    private static final ClassValue<List<Field>> OF_RECORD = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            Stream<Field> fields =
                    Arrays.stream(type.getRecordComponents()).flatMap(component -> fields(component).stream());
            return ordered(fields.toList(), type);
        }
    };

    private Fields() {}

    /** The fields of a record. */
    static List<Field> of(Class<?> record) {
        return OF_RECORD.get(record);
    }

    private static List<Field> fields(RecordComponent component) {
        if (component.getType() == Block.class) {
            return block(component);
        }
        return component.getType() == Measured.class ? measured(component) : List.of(plain(component));
    }

    private static Field plain(RecordComponent component) {
        return Field.of(component, name(component), component.getGenericType(), Field.accessor(component));
    }

    private static List<Field> block(RecordComponent component) {
        List<Field> parts = parts(component);
        if (component.isAnnotationPresent(Flat.class)) {
            Field.Getter accessor = Field.accessor(component);
            return parts.stream().map(part -> part.in(accessor)).toList();
        }
        Headline headline = component.getAnnotation(Headline.class);
        if (headline == null) {
            return List.of(plain(component).holding(ordered(parts, valueType(component))));
        }
        Field first = parts.get(0).named(headline.value()).in(Field.accessor(component));
        List<Field> others = ordered(parts.subList(1, parts.size()), valueType(component));
        return List.of(first, plain(component).holding(others));
    }

    /** The fields of what a block knows, and its source last; they are read from the block. */
    static List<Field> parts(RecordComponent component) {
        return Stream.concat(
                        known(component).stream().map(field -> field.in(Field::known)),
                        Stream.of(Field.of(component, sourceName(component), Source.class, Field::source)
                                .always()))
                .toList();
    }

    private static List<Field> measured(RecordComponent component) {
        Field.Getter accessor = Field.accessor(component);
        return Stream.concat(
                        known(component).stream().map(field -> field.in(Field::measured)),
                        Stream.of(Field.of(component, reasonName(component), String.class, Field::reason)))
                .map(field -> field.in(accessor).optional())
                .toList();
    }

    /** The fields of a value: its own where they are flattened, otherwise the one it is under its component's name. */
    static List<Field> known(RecordComponent component) {
        return flattens(component)
                ? of(valueType(component))
                : List.of(Field.of(component, name(component), value(component), value -> value));
    }

    /** Whether the fields of the value stand beside the source or reason. */
    static boolean flattens(RecordComponent component) {
        return valueType(component).isRecord()
                && (component.getType() == Block.class || component.isAnnotationPresent(Flat.class));
    }

    static String sourceName(RecordComponent component) {
        Flat flat = component.getAnnotation(Flat.class);
        return flat == null ? "source" : flat.source();
    }

    static String reasonName(RecordComponent component) {
        Flat flat = component.getAnnotation(Flat.class);
        return flat == null ? name(component) + "_reason" : flat.source();
    }

    /** What a block or a measured detail is about. */
    static Class<?> valueType(RecordComponent component) {
        return Field.raw(value(component));
    }

    private static Type value(RecordComponent component) {
        return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
    }

    static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? SnakeCaseStrategy.INSTANCE.translate(component.getName()) : named.value();
    }

    private static List<Field> ordered(List<Field> fields, Class<?> type) {
        JsonPropertyOrder order = type.getAnnotation(JsonPropertyOrder.class);
        if (order == null) {
            return fields;
        }
        List<String> first = List.of(order.value());
        return fields.stream()
                .sorted(Comparator.comparingInt(
                        field -> first.contains(field.name()) ? first.indexOf(field.name()) : first.size()))
                .toList();
    }
}
