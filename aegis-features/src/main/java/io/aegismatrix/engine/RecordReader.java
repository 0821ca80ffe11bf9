package io.aegismatrix.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of JSON: an object's members are the record's components, all of which must be known. Jackson's own
 * deserialisers do as much, after a study of every class that on a cold start takes longer than reading the models.
 * Stricter than these in that numbers are not made of text, nor whole numbers of others.
 */
final class RecordReader {

    private final UnaryOperator<String> names;

    /** @param names how a component is called in the file */
    RecordReader(UnaryOperator<String> names) {
        this.names = names;
    }

    /**
     * Reads a value of a type: a record, list, sorted map, enum, engine, date, text or number, or an optional one.
     *
     * @return null for JSON's null, unless the type has a value for it
     * @throws IOException saying where there is something else, or what a record refused
     */
    @Nullable
    Object read(JsonNode node, Type type) throws IOException {
        return read(node, type, "");
    }

    private @Nullable Object read(JsonNode node, Type type, String path) throws IOException {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return Optional.ofNullable(read(node, argument(type, 0), path));
        }
        if (raw == OptionalDouble.class) {
            return isNull(node) ? OptionalDouble.empty() : OptionalDouble.of(number(node, path));
        }
        if (isNull(node)) {
            require(!raw.isPrimitive(), path, "a value", node);
            return null;
        }
        if (raw == EngineId.class) {
            return engine(node, path);
        }
        if (Record.class.isAssignableFrom(raw)) {
            return record(node, raw, path);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return list(node, argument(type, 0), path);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(node, argument(type, 0), argument(type, 1), path);
        }
        return scalar(node, raw, path);
    }

    private static boolean isNull(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static Type argument(Type type, int position) {
        return ((ParameterizedType) type).getActualTypeArguments()[position];
    }

    private Object record(JsonNode node, Class<?> type, String path) throws IOException {
        require(node.isObject(), path, "an object", node);
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        Set<String> known = new HashSet<>();
        for (int i = 0; i < components.length; i++) {
            String name = names.apply(components[i].getName());
            known.add(name);
            types[i] = components[i].getType();
            values[i] = read(node.path(name), components[i].getGenericType(), path + "." + name);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            require(known.contains(member.getKey()), path + "." + member.getKey(), "one of " + known, node);
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable refusal = e.getCause() == null ? e : e.getCause();
            throw new IOException(path + ": " + refusal.getMessage(), refusal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private List<@Nullable Object> list(JsonNode node, Type element, String path) throws IOException {
        require(node.isArray(), path, "an array", node);
        List<@Nullable Object> list = new ArrayList<>(node.size());
        for (JsonNode value : node) {
            list.add(read(value, element, path + "[" + list.size() + "]"));
        }
        return list;
    }

    private Map<Object, @Nullable Object> map(JsonNode node, Type key, Type value, String path) throws IOException {
        require(node.isObject(), path, "an object", node);
        Map<Object, @Nullable Object> map = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String place = path + "." + member.getKey();
            map.put(
                    key == Integer.class ? whole(member, place) : member.getKey(),
                    read(member.getValue(), value, place));
        }
        return map;
    }

    private static Integer whole(Map.Entry<String, JsonNode> member, String path) throws IOException {
        try {
            return Integer.valueOf(member.getKey());
        } catch (NumberFormatException e) {
            throw new IOException(path + ": expected a whole number as name", e);
        }
    }

    private static Object scalar(JsonNode node, Class<?> type, String path) throws IOException {
        if (type == double.class || type == Double.class) {
            return number(node, path);
        }
        if (type == int.class || type == Integer.class) {
            require(node.isIntegralNumber() && node.canConvertToInt(), path, "a whole number", node);
            return node.intValue();
        }
        if (type == long.class || type == Long.class) {
            require(node.isIntegralNumber() && node.canConvertToLong(), path, "a whole number", node);
            return node.longValue();
        }
        require(node.isTextual(), path, "a text", node);
        String text = node.textValue();
        if (type == String.class) {
            return text;
        }
        if (type == LocalDate.class) {
            return date(text, node, path);
        }
        for (Object word : Optional.ofNullable(type.getEnumConstants()).orElseThrow(() -> unreadable(type))) {
            if (((Enum<?>) word).name().equals(text)) {
                return word;
            }
        }
        throw unexpected(path, "one of " + Arrays.toString(type.getEnumConstants()), node);
    }

    private static IllegalStateException unreadable(Class<?> type) {
        return new IllegalStateException("no way to read a " + type.getName());
    }

    private static double number(JsonNode node, String path) throws IOException {
        require(node.isNumber(), path, "a number", node);
        return node.doubleValue();
    }

    private static LocalDate date(String text, JsonNode node, String path) throws IOException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IOException(path + ": expected a date, was " + node, e);
        }
    }

    private static EngineId engine(JsonNode node, String path) throws IOException {
        try {
            return ManifestJson.engine(node.asText());
        } catch (IllegalArgumentException e) {
            throw new IOException(path.substring(1) + ": " + e.getMessage(), e);
        }
    }

    private static void require(boolean held, String path, String expected, JsonNode node) throws IOException {
        if (!held) {
            throw unexpected(path, expected, node);
        }
    }

    private static IOException unexpected(String path, String expected, JsonNode node) {
        String found = node.isMissingNode() ? "nothing" : node.toString();
        return new IOException((path.isEmpty() ? "" : path.substring(1) + ": ") + "expected " + expected + ", was "
                + (found.length() > 60 ? found.substring(0, 60) + "…" : found));
    }
}
