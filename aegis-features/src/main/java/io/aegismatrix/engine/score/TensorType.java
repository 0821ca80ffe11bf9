package io.aegismatrix.engine.score;

/** How the numbers of a tensor are written. */
enum TensorType {
    F64(8),
    F32(4),
    I32(4),
    U8(1);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes a number takes. */
    int bytes() {
        return bytes;
    }
}
