package io.aegismatrix.engine.score;

import io.aegismatrix.engine.ModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Universal Binary JSON (draft 12), the binary form of XGBoost's model files: objects become maps, arrays of one
 * number type {@link UbjsonNumbers}, other arrays lists. Lengths are checked against what is left before anything is
 * allocated.
 */
final class Ubjson {

    private static final int DEEPEST = 32;
    private static final int MOST_NAMES = 64;

    private final ByteBuffer bytes;
    private final String what;

    /** Names of the members read so far: trees repeat the same few a thousand times. */
    private final List<String> names = new ArrayList<>();

    private Ubjson(byte[] bytes, String what) {
        this.bytes = ByteBuffer.wrap(bytes);
        this.what = what;
    }

    static Object parse(byte[] bytes, String what) {
        Ubjson reader = new Ubjson(bytes, what);
        try {
            Object value = reader.value(reader.marker(), 0);
            if (reader.bytes.hasRemaining()) {
                throw reader.broken(reader.bytes.remaining() + " bytes too many");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new ModelException(what + ": the file ends early, after " + bytes.length + " bytes", e);
        }
    }

    private char marker() {
        return (char) (bytes.get() & 0xff);
    }

    private Object value(char marker, int depth) {
        if (depth > DEEPEST) {
            throw broken("nested deeper than " + DEEPEST);
        }
        return switch (marker) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 'S' -> text();
            case 'T' -> true;
            case 'F' -> false;
            case 'Z' -> "";
            default -> number(marker);
        };
    }

    private double number(char marker) {
        if (UbjsonNumbers.width(marker) == 0) {
            throw broken("unknown type marker '" + marker + "'");
        }
        return UbjsonNumbers.next(bytes, marker);
    }

    private int length(int bytesEach) {
        double length = number(marker());
        if (length != Math.rint(length) || length < 0 || length * bytesEach > bytes.remaining()) {
            throw broken("length " + length + " does not fit the " + bytes.remaining() + " bytes left");
        }
        return (int) length;
    }

    private String text() {
        byte[] raw = new byte[length(1)];
        bytes.get(raw);
        return new String(raw, StandardCharsets.UTF_8);
    }

    /** A text that has most likely been read before. */
    private String name() {
        int length = length(1);
        for (String known : names) {
            if (known.length() == length && isNext(known)) {
                bytes.position(bytes.position() + length);
                return known;
            }
        }
        byte[] raw = new byte[length];
        bytes.get(raw);
        String name = new String(raw, StandardCharsets.UTF_8);
        if (names.size() < MOST_NAMES && name.length() == length) {
            names.add(name);
        }
        return name;
    }

    private boolean isNext(String known) {
        int from = bytes.position();
        for (int i = 0; i < known.length(); i++) {
            if (known.charAt(i) != (bytes.get(from + i) & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (peek() != '}') {
            String name = name();
            members.put(name, value(marker(), depth + 1));
        }
        marker();
        return members;
    }

    private Object array(int depth) {
        if (peek() == '$') {
            marker();
            return typedArray(marker());
        }
        List<Object> elements = new ArrayList<>();
        if (peek() == '#') {
            marker();
            int count = length(1);
            for (int i = 0; i < count; i++) {
                elements.add(value(marker(), depth + 1));
            }
            return elements;
        }
        while (peek() != ']') {
            elements.add(value(marker(), depth + 1));
        }
        marker();
        return elements;
    }

    private UbjsonNumbers typedArray(char type) {
        if (marker() != '#') {
            throw broken("a typed array without a count");
        }
        int width = UbjsonNumbers.width(type);
        if (width == 0) {
            throw broken("arrays of type '" + type + "' are not expected");
        }
        int length = length(width) * width;
        ByteBuffer elements = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return new UbjsonNumbers(type, elements);
    }

    private char peek() {
        if (!bytes.hasRemaining()) {
            throw new BufferUnderflowException();
        }
        return (char) (bytes.get(bytes.position()) & 0xff);
    }

    private ModelException broken(String why) {
        return new ModelException(what + ": not a readable model file: " + why + " at byte " + bytes.position());
    }
}
