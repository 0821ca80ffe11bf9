package io.aegismatrix.engine.score;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.base.Strings;
import io.aegismatrix.engine.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Named arrays of numbers in the open safetensors format, which any PyTorch, NumPy or JAX can read. Immutable and
 * thread-safe; every array handed out is a copy.
 *
 * <p>A file is the length of the header (8 bytes, little-endian), the header (JSON: element type, shape and byte range
 * of each tensor, and text {@linkplain #metadata() metadata}), and the numbers, row-major and little-endian. Types
 * F32, I32 and U8 are supported. Writing is deterministic: names are sorted, the wider types come first so that every
 * tensor is aligned, and the header is padded with blanks to a multiple of eight bytes.
 *
 * <p>Format: the safetensors project's own description, huggingface.co/docs/safetensors.
 */
public final class SafeTensors {

    private final String what;
    private final SortedMap<String, Tensor> tensors;
    private final SortedMap<String, String> metadata;

    SafeTensors(String what, SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
        this.what = what;
        this.tensors = Collections.unmodifiableSortedMap(tensors);
        this.metadata = Collections.unmodifiableSortedMap(metadata);
    }

    /** Starts an empty set of tensors. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a file's bytes.
     *
     * @param what model and file these bytes are, for messages
     * @throws ModelException if the bytes are truncated, are not safetensors, or hold an unsupported element type
     */
    public static SafeTensors parse(byte[] file, String what) {
        return new SafeTensorsParser(file.clone(), what).parse();
    }

    /** Names of the tensors, sorted. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(tensors.keySet()));
    }

    /** Whether there is a tensor of this name. */
    public boolean contains(String name) {
        return tensors.containsKey(name);
    }

    /** Whether a tensor is of type F32. @throws ModelException if there is no such tensor */
    public boolean holdsFloats(String name) {
        return get(name).type() == TensorType.F32;
    }

    /** Free text the file carries, by key, sorted. */
    public SortedMap<String, String> metadata() {
        return metadata;
    }

    /** Sizes of a tensor's dimensions, outermost first. @throws ModelException if there is no such tensor */
    public int[] shape(String name) {
        return get(name).shape();
    }

    /** Numbers of an F32 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public float[] floats(String name) {
        Tensor tensor = get(name, TensorType.F32);
        float[] values = new float[tensor.length() / TensorType.F32.bytes()];
        tensor.data().asFloatBuffer().get(values);
        return values;
    }

    /** Numbers of an F64 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public double[] doubles(String name) {
        Tensor tensor = get(name, TensorType.F64);
        double[] values = new double[tensor.length() / TensorType.F64.bytes()];
        tensor.data().asDoubleBuffer().get(values);
        return values;
    }

    /** Numbers of an I32 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public int[] ints(String name) {
        Tensor tensor = get(name, TensorType.I32);
        int[] values = new int[tensor.length() / TensorType.I32.bytes()];
        tensor.data().asIntBuffer().get(values);
        return values;
    }

    /** Numbers of a U8 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public byte[] bytes(String name) {
        Tensor tensor = get(name, TensorType.U8);
        return tensor.bytes();
    }

    private Tensor get(String name, TensorType type) {
        Tensor tensor = get(name);
        if (tensor.type() != type) {
            throw new ModelException(what + ": tensor " + name + " must be " + type + ", was " + tensor.type());
        }
        return tensor;
    }

    private Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelException(what + ": no tensor named " + name + "; the file has " + tensors.keySet());
        }
        return tensor;
    }

    /** The file's bytes; the same tensors and metadata always give the same bytes. */
    public byte[] toBytes() {
        List<String> order = new ArrayList<>(tensors.keySet());
        order.sort(Comparator.comparingInt((String name) -> -get(name).type().bytes())
                .thenComparing(Comparator.naturalOrder()));
        Map<String, Integer> offsets = new HashMap<>();
        int end = 0;
        for (String name : order) {
            offsets.put(name, end);
            end = Math.addExact(end, get(name).length());
        }
        byte[] header = header(offsets);
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(SafeTensorsParser.LENGTH_BYTES + header.length, end))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header);
        order.forEach(name -> file.put(get(name).data()));
        return file.array();
    }

    private byte[] header(Map<String, Integer> offsets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = SafeTensorsParser.JSON.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writePOJOField(SafeTensorsParser.METADATA, metadata);
            }
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Tensor tensor = entry.getValue();
                int from = Objects.requireNonNull(offsets.get(entry.getKey()));
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", tensor.type().name());
                json.writeFieldName("shape");
                json.writeArray(tensor.shape(), 0, tensor.shape().length);
                json.writeFieldName("data_offsets");
                json.writeArray(new int[] {from, from + tensor.length()}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return padded(bytes.toByteArray());
    }

    private static byte[] padded(byte[] header) {
        int length = (header.length + SafeTensorsParser.LENGTH_BYTES - 1)
                / SafeTensorsParser.LENGTH_BYTES
                * SafeTensorsParser.LENGTH_BYTES;
        byte[] padded = Arrays.copyOf(header, length);
        Arrays.fill(padded, header.length, length, (byte) ' ');
        return padded;
    }

    /** Collects tensors and metadata. Not thread-safe. */
    public static final class Builder {

        private final SortedMap<String, Tensor> tensors = new TreeMap<>();
        private final SortedMap<String, String> metadata = new TreeMap<>();

        private Builder() {}

        /**
         * Adds an F32 tensor.
         *
         * @param shape sizes of the dimensions, outermost first; empty for a single number
         * @param values row-major
         * @throws IllegalArgumentException if the name is taken or the shape does not fit the values
         */
        public Builder put(String name, int[] shape, float[] values) {
            requireShape(name, shape, values.length);
            byte[] data = new byte[Math.multiplyExact(values.length, TensorType.F32.bytes())];
            littleEndian(data).asFloatBuffer().put(values);
            return put(name, TensorType.F32, shape, data);
        }

        /** Adds an F64 tensor; otherwise like {@link #put(String, int[], float[])}. */
        public Builder put(String name, int[] shape, double[] values) {
            requireShape(name, shape, values.length);
            byte[] data = new byte[Math.multiplyExact(values.length, TensorType.F64.bytes())];
            littleEndian(data).asDoubleBuffer().put(values);
            return put(name, TensorType.F64, shape, data);
        }

        /** Adds an I32 tensor; otherwise like {@link #put(String, int[], float[])}. */
        public Builder put(String name, int[] shape, int[] values) {
            requireShape(name, shape, values.length);
            byte[] data = new byte[Math.multiplyExact(values.length, TensorType.I32.bytes())];
            littleEndian(data).asIntBuffer().put(values);
            return put(name, TensorType.I32, shape, data);
        }

        /** Adds a U8 tensor; otherwise like {@link #put(String, int[], float[])}. */
        public Builder put(String name, int[] shape, byte[] values) {
            requireShape(name, shape, values.length);
            return put(name, TensorType.U8, shape, values.clone());
        }

        /** Adds free text for a key, replacing what was there. */
        public Builder metadata(String key, String value) {
            metadata.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
            return this;
        }

        /** The tensors collected so far. */
        public SafeTensors build() {
            return new SafeTensors("safetensors", new TreeMap<>(tensors), new TreeMap<>(metadata));
        }

        private static ByteBuffer littleEndian(byte[] data) {
            return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        }

        private Builder put(String name, TensorType type, int[] shape, byte[] data) {
            Tensor before = tensors.putIfAbsent(name, new Tensor(type, shape.clone(), data, 0, data.length));
            if (before != null) {
                throw new IllegalArgumentException("tensor names must be unique, was " + name + " twice");
            }
            return this;
        }

        private static void requireShape(String name, int[] shape, int values) {
            if (Strings.isNullOrEmpty(name) || name.equals(SafeTensorsParser.METADATA)) {
                throw new IllegalArgumentException("tensor name must not be empty or reserved, was '" + name + "'");
            }
            if (Arrays.stream(shape).anyMatch(size -> size < 0) || Tensor.elements(shape) != values) {
                throw new IllegalArgumentException(
                        name + ": shape " + Arrays.toString(shape) + " does not hold " + values + " values");
            }
        }
    }
}
