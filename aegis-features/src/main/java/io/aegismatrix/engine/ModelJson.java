package io.aegismatrix.engine;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** JSON files of a model, whose hash proves who wrote them but not that they are small: read within limits. */
public final class ModelJson {

    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 1 << 10;
    private static final int LONGEST_NUMBER = 64;

    private static final JsonMapper READER = StrictJson.within(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private ModelJson() {}

    /** What writes such files. */
    public static JsonMapper mapper() {
        return Writer.MAPPER;
    }

    /**
     * Reads one file.
     *
     * @param what its name, for messages
     * @throws IOException if it is no such JSON, or nested deeper than {@value #DEEPEST}, or holds a text longer than
     *     {@value #LONGEST_TEXT} or a number longer than {@value #LONGEST_NUMBER} characters
     * @throws ModelException if it has more than {@value #LARGEST} bytes, or says nothing
     */
    public static <T> T read(byte[] json, TypeReference<T> type, String what) throws IOException {
        if (json.length > LARGEST) {
            throw new ModelException(what + ": must have at most " + LARGEST + " bytes, was " + json.length
                    + "; restore it or train again");
        }
        T value = json.length == 0 ? null : READER.readValue(json, type);
        if (value == null || (value instanceof JsonNode tree && tree.isNull())) {
            throw new ModelException(what + ": says nothing; restore it or train again");
        }
        return value;
    }

    /** What writes; only training does. */
    private static final class Writer {

        private static final JsonMapper MAPPER =
                JsonMapper.builder().addModule(new Jdk8Module()).build();

        private Writer() {}
    }
}
