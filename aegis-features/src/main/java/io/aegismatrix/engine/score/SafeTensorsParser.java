package io.aegismatrix.engine.score;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.aegismatrix.engine.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a file it distrusts: nothing is allocated from a number the file states before the number is checked. */
final class SafeTensorsParser {

    /** The name that is no tensor. */
    static final String METADATA = "__metadata__";

    /** Of the length of the header. */
    static final int LENGTH_BYTES = 8;

    /** Ours have some kilobytes; the format's own implementation allows 100 MB, which as a tree would fill a small heap. */
    private static final long MAXIMUM_HEADER_BYTES = 1 << 20;

    private static final int DEEPEST_HEADER = 8;

    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST_HEADER)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final byte[] file;
    private final String what;

    SafeTensorsParser(byte[] file, String what) {
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
        TensorType type = type(name, node.path("dtype"));
        int[] shape = sizes(name, "shape", node.path("shape"));
        int[] offsets = sizes(name, "data_offsets", node.path("data_offsets"));
        if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > file.length - headerEnd) {
            throw broken("tensor " + name + ": data_offsets must be a range within the " + (file.length - headerEnd)
                    + " bytes of data, was " + Arrays.toString(offsets));
        }
        int length = offsets[1] - offsets[0];
        long elements = Tensor.elements(shape);
        if (elements < 0 || elements * type.bytes() != length) {
            throw broken("tensor " + name + ": shape " + Arrays.toString(shape) + " of " + type + " does not fill "
                    + length + " bytes");
        }
        return new Tensor(type, shape, file, headerEnd + offsets[0], length);
    }

    private TensorType type(String name, JsonNode node) {
        return Arrays.stream(TensorType.values())
                .filter(type -> node.isTextual() && type.name().equals(node.textValue()))
                .findFirst()
                .orElseThrow(() -> broken("tensor " + name + ": dtype must be one of "
                        + Arrays.toString(TensorType.values()) + ", was " + node));
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
        order.sort(Comparator.comparingInt(
                        (Map.Entry<String, Tensor> entry) -> entry.getValue().from())
                .thenComparingInt(entry -> entry.getValue().length()));
        int end = headerEnd;
        for (Map.Entry<String, Tensor> entry : order) {
            if (entry.getValue().from() != end) {
                throw broken("tensor " + entry.getKey() + " must begin at data byte " + (end - headerEnd) + ", was "
                        + (entry.getValue().from() - headerEnd));
            }
            end += entry.getValue().length();
        }
        if (end != file.length) {
            throw broken("data must end with the last tensor at byte " + end + ", was " + file.length);
        }
    }

    private ModelException broken(String why) {
        return new ModelException(what + ": " + why);
    }
}
