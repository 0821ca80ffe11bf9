package io.aegismatrix.engine.score;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers of one tensor, as the little-endian bytes {@code [from, from + length)} of a buffer. */
final class Tensor {

    private final TensorType type;
    private final int[] shape;
    private final byte[] buffer;
    private final int from;
    private final int length;

    Tensor(TensorType type, int[] shape, byte[] buffer, int from, int length) {
        this.type = type;
        this.shape = shape;
        this.buffer = buffer;
        this.from = from;
        this.length = length;
    }

    ByteBuffer data() {
        return ByteBuffer.wrap(buffer, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    TensorType type() {
        return type;
    }

    int[] shape() {
        return shape.clone();
    }

    /** Where it begins in the buffer. */
    int from() {
        return from;
    }

    /** Its length in bytes. */
    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOfRange(buffer, from, from + length);
    }

    /** Number of elements of a shape, or -1 if there are more than an array can hold. */
    static long elements(int[] shape) {
        long elements = 1;
        for (int size : shape) {
            if (size == 0) {
                return 0;
            }
            elements *= size;
            if (elements > Integer.MAX_VALUE) {
                return -1;
            }
        }
        return elements;
    }
}
