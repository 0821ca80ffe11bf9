package io.aegismatrix.engine.score;

import java.nio.ByteBuffer;

/** An array of one number type, decoded when it is wanted: of a tree, half the arrays are not. */
final class UbjsonNumbers {

    private final char type;
    private final ByteBuffer bytes;

    UbjsonNumbers(char type, ByteBuffer bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    static UbjsonNumbers of(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return new UbjsonNumbers('D', bytes);
    }

    int size() {
        return bytes.remaining() / width(type);
    }

    /** The numbers without their fractions; those no {@code int} can hold become the nearest it can. */
    int[] toInts() {
        int[] values = new int[size()];
        if (type == 'l') {
            bytes.duplicate().asIntBuffer().get(values);
            return values;
        }
        ByteBuffer from = bytes.duplicate();
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) next(from, type);
        }
        return values;
    }

    float[] toFloats() {
        float[] values = new float[size()];
        if (type == 'd') {
            bytes.duplicate().asFloatBuffer().get(values);
            return values;
        }
        ByteBuffer from = bytes.duplicate();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) next(from, type);
        }
        return values;
    }

    /** The next number of a type that has a {@link #width}. */
    static double next(ByteBuffer bytes, char type) {
        return switch (type) {
            case 'i' -> bytes.get();
            case 'U' -> bytes.get() & 0xff;
            case 'I' -> bytes.getShort();
            case 'l' -> bytes.getInt();
            case 'L' -> (double) bytes.getLong();
            case 'd' -> bytes.getFloat();
            case 'D' -> bytes.getDouble();
            default -> throw new IllegalArgumentException("no number has type '" + type + "'");
        };
    }

    /** Bytes of a number; 0 if there is no such type. */
    static int width(char type) {
        return switch (type) {
            case 'i', 'U' -> 1;
            case 'I' -> 2;
            case 'l', 'd' -> 4;
            case 'L', 'D' -> 8;
            default -> 0;
        };
    }
}
