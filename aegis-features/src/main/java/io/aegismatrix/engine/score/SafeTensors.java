package io.aegismatrix.engine.score;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.base.Strings;
import io.aegismatrix.engine.ModelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    private static final String METADATA = "__metadata__";
    private static final int LENGTH_BYTES = 8;
    /** Ours have some kilobytes; the format's own implementation allows 100 MB, which as a tree would fill a small heap. */
    private static final long MAXIMUM_HEADER_BYTES = 1 << 20;

    private static final int DEEPEST_HEADER = 8;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_HEADER)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private enum Type {
        F64(8),
        F32(4),
        I32(4),
        U8(1);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Numbers of one tensor, as the little-endian bytes {@code [from, from + length)} of a buffer. */
    private static final class Tensor {

        private final Type type;
        private final int[] shape;
        private final byte[] buffer;
        private final int from;
        private final int length;

        Tensor(Type type, int[] shape, byte[] buffer, int from, int length) {
            this.type = type;
            this.shape = shape;
            this.buffer = buffer;
            this.from = from;
            this.length = length;
        }

        ByteBuffer data() {
            return ByteBuffer.wrap(buffer, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private final String what;
    private final SortedMap<String, Tensor> tensors;
    private final SortedMap<String, String> metadata;

    private SafeTensors(String what, SortedMap<String, Tensor> tensors, SortedMap<String, String> metadata) {
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
        return new Parser(file.clone(), what).parse();
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
        return get(name).type == Type.F32;
    }

    /** Free text the file carries, by key, sorted. */
    public SortedMap<String, String> metadata() {
        return metadata;
    }

    /** Sizes of a tensor's dimensions, outermost first. @throws ModelException if there is no such tensor */
    public int[] shape(String name) {
        return get(name).shape.clone();
    }

    /** Numbers of an F32 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public float[] floats(String name) {
        Tensor tensor = get(name, Type.F32);
        float[] values = new float[tensor.length / Type.F32.bytes];
        tensor.data().asFloatBuffer().get(values);
        return values;
    }

    /** Numbers of an F64 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public double[] doubles(String name) {
        Tensor tensor = get(name, Type.F64);
        double[] values = new double[tensor.length / Type.F64.bytes];
        tensor.data().asDoubleBuffer().get(values);
        return values;
    }

    /** Numbers of an I32 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public int[] ints(String name) {
        Tensor tensor = get(name, Type.I32);
        int[] values = new int[tensor.length / Type.I32.bytes];
        tensor.data().asIntBuffer().get(values);
        return values;
    }

    /** Numbers of a U8 tensor, row-major. @throws ModelException if there is no such tensor of this type */
    public byte[] bytes(String name) {
        Tensor tensor = get(name, Type.U8);
        return Arrays.copyOfRange(tensor.buffer, tensor.from, tensor.from + tensor.length);
    }

    private Tensor get(String name, Type type) {
        Tensor tensor = get(name);
        if (tensor.type != type) {
            throw new ModelException(what + ": tensor " + name + " must be " + type + ", was " + tensor.type);
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
        order.sort(Comparator.comparingInt((String name) -> -get(name).type.bytes)
                .thenComparing(Comparator.naturalOrder()));
        Map<String, Integer> offsets = new HashMap<>();
        int end = 0;
        for (String name : order) {
            offsets.put(name, end);
            end = Math.addExact(end, get(name).length);
        }
        byte[] header = header(offsets);
        ByteBuffer file = ByteBuffer.allocate(Math.addExact(LENGTH_BYTES + header.length, end))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header);
        order.forEach(name -> file.put(get(name).data()));
        return file.array();
    }

    private byte[] header(Map<String, Integer> offsets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writePOJOField(METADATA, metadata);
            }
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Tensor tensor = entry.getValue();
                int from = Objects.requireNonNull(offsets.get(entry.getKey()));
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", tensor.type.name());
                json.writeFieldName("shape");
                json.writeArray(tensor.shape, 0, tensor.shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new int[] {from, from + tensor.length}, 0, 2);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return padded(bytes.toByteArray());
    }

    private static byte[] padded(byte[] header) {
        int length = (header.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
        byte[] padded = Arrays.copyOf(header, length);
        Arrays.fill(padded, header.length, length, (byte) ' ');
        return padded;
    }

    /** Number of elements of a shape, or -1 if there are more than an array can hold. */
    private static long elements(int[] shape) {
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
            byte[] data = new byte[Math.multiplyExact(values.length, Type.F32.bytes)];
            littleEndian(data).asFloatBuffer().put(values);
            return put(name, Type.F32, shape, data);
        }

        /** Adds an F64 tensor; otherwise like {@link #put(String, int[], float[])}. */
        public Builder put(String name, int[] shape, double[] values) {
            requireShape(name, shape, values.length);
            byte[] data = new byte[Math.multiplyExact(values.length, Type.F64.bytes)];
            littleEndian(data).asDoubleBuffer().put(values);
            return put(name, Type.F64, shape, data);
        }

        /** Adds an I32 tensor; otherwise like {@link #put(String, int[], float[])}. */
        public Builder put(String name, int[] shape, int[] values) {
            requireShape(name, shape, values.length);
            byte[] data = new byte[Math.multiplyExact(values.length, Type.I32.bytes)];
            littleEndian(data).asIntBuffer().put(values);
            return put(name, Type.I32, shape, data);
        }

        /** Adds a U8 tensor; otherwise like {@link #put(String, int[], float[])}. */
        public Builder put(String name, int[] shape, byte[] values) {
            requireShape(name, shape, values.length);
            return put(name, Type.U8, shape, values.clone());
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

        private Builder put(String name, Type type, int[] shape, byte[] data) {
            Tensor before = tensors.putIfAbsent(name, new Tensor(type, shape.clone(), data, 0, data.length));
            if (before != null) {
                throw new IllegalArgumentException("tensor names must be unique, was " + name + " twice");
            }
            return this;
        }

        private static void requireShape(String name, int[] shape, int values) {
            if (Strings.isNullOrEmpty(name) || name.equals(METADATA)) {
                throw new IllegalArgumentException("tensor name must not be empty or reserved, was '" + name + "'");
            }
            if (Arrays.stream(shape).anyMatch(size -> size < 0) || elements(shape) != values) {
                throw new IllegalArgumentException(
                        name + ": shape " + Arrays.toString(shape) + " does not hold " + values + " values");
            }
        }
    }

    /** Reads a file it distrusts: nothing is allocated from a number the file states before the number is checked. */
    private static final class Parser {

        private final byte[] file;
        private final String what;

        Parser(byte[] file, String what) {
            this.file = file;
            this.what = what;
        }

        SafeTensors parse() {
            int headerEnd = headerEnd();
            JsonNode header = header(headerEnd);
            SortedMap<String, Tensor> tensors = new TreeMap<>();
            SortedMap<String, String> metadata = new TreeMap<>();
            header.properties().forEach(entry -> {
                if (entry.getKey().equals(METADATA)) {
                    readMetadata(entry.getValue(), metadata);
                } else {
                    tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), headerEnd));
                }
            });
            requireSeamless(tensors, headerEnd);
            return new SafeTensors(what, tensors, metadata);
        }

        private int headerEnd() {
            if (file.length < LENGTH_BYTES) {
                throw broken("truncated: needs at least " + LENGTH_BYTES + " bytes, was " + file.length);
            }
            long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length < 2 || length > MAXIMUM_HEADER_BYTES) {
                throw broken("header length must be from 2 to " + MAXIMUM_HEADER_BYTES + " bytes, was " + length);
            }
            if (length > file.length - LENGTH_BYTES) {
                throw broken("truncated: header of " + length + " bytes does not fit in a file of " + file.length);
            }
            return LENGTH_BYTES + (int) length;
        }

        private JsonNode header(int headerEnd) {
            if (file[LENGTH_BYTES] != '{') {
                throw broken("header must begin with '{', was byte " + (file[LENGTH_BYTES] & 0xff));
            }
            try (JsonParser json = JSON.createParser(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file, LENGTH_BYTES, headerEnd - LENGTH_BYTES))
                    .toString())) {
                return JSON.readValue(json, JsonNode.class);
            } catch (CharacterCodingException e) {
                throw new ModelException(what + ": header is not UTF-8", e);
            } catch (IOException e) {
                throw new ModelException(what + ": header is not valid JSON: " + e.getMessage(), e);
            }
        }

        private void readMetadata(JsonNode node, SortedMap<String, String> metadata) {
            if (!node.isObject()) {
                throw broken(METADATA + " must be an object, was " + node);
            }
            node.properties().forEach(entry -> {
                if (!entry.getValue().isTextual()) {
                    throw broken(METADATA + " must hold text only, was " + entry);
                }
                metadata.put(entry.getKey(), entry.getValue().textValue());
            });
        }

        private Tensor tensor(String name, JsonNode node, int headerEnd) {
            Type type = type(name, node.path("dtype"));
            int[] shape = sizes(name, "shape", node.path("shape"));
            int[] offsets = sizes(name, "data_offsets", node.path("data_offsets"));
            if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > file.length - headerEnd) {
                throw broken("tensor " + name + ": data_offsets must be a range within the " + (file.length - headerEnd)
                        + " bytes of data, was " + Arrays.toString(offsets));
            }
            int length = offsets[1] - offsets[0];
            long elements = elements(shape);
            if (elements < 0 || elements * type.bytes != length) {
                throw broken("tensor " + name + ": shape " + Arrays.toString(shape) + " of " + type + " does not fill "
                        + length + " bytes");
            }
            return new Tensor(type, shape, file, headerEnd + offsets[0], length);
        }

        private Type type(String name, JsonNode node) {
            return Arrays.stream(Type.values())
                    .filter(type -> node.isTextual() && type.name().equals(node.textValue()))
                    .findFirst()
                    .orElseThrow(() -> broken("tensor " + name + ": dtype must be one of "
                            + Arrays.toString(Type.values()) + ", was " + node));
        }

        private int[] sizes(String name, String field, JsonNode node) {
            if (!node.isArray()) {
                throw broken("tensor " + name + ": " + field + " must be an array, was " + node);
            }
            int[] sizes = new int[node.size()];
            for (int i = 0; i < sizes.length; i++) {
                JsonNode size = node.get(i);
                if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 0) {
                    throw broken("tensor " + name + ": " + field + " must hold sizes, was " + node);
                }
                sizes[i] = size.intValue();
            }
            return sizes;
        }

        /** Tensors must cover the data without hole or overlap; otherwise bytes could hide or be read twice. */
        private void requireSeamless(SortedMap<String, Tensor> tensors, int headerEnd) {
            List<Map.Entry<String, Tensor>> order = new ArrayList<>(tensors.entrySet());
            order.sort(Comparator.comparingInt((Map.Entry<String, Tensor> entry) -> entry.getValue().from)
                    .thenComparingInt(entry -> entry.getValue().length));
            int end = headerEnd;
            for (Map.Entry<String, Tensor> entry : order) {
                if (entry.getValue().from != end) {
                    throw broken("tensor " + entry.getKey() + " must begin at data byte " + (end - headerEnd) + ", was "
                            + (entry.getValue().from - headerEnd));
                }
                end += entry.getValue().length;
            }
            if (end != file.length) {
                throw broken("data must end with the last tensor at byte " + end + ", was " + file.length);
            }
        }

        private ModelException broken(String why) {
            return new ModelException(what + ": " + why);
        }
    }
}
