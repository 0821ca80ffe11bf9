package io.aegismatrix.data.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads vendors' JSON, in which a number may be written as text, with commas, or as a dash. */
public final class Json {

    /** Dates outside have no session and, at the far ends, no calendar arithmetic either. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private static final long LONGEST_DOCUMENT = 64L << 20;
    private static final int DEEPEST = 32;
    private static final int LONGEST_TEXT = 64 << 10;
    private static final int LONGEST_NAME = 1 << 10;
    private static final int LONGEST_NUMBER = 64;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LONGEST_DOCUMENT)
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .build();

    private Json() {}

    /**
     * The whole text as a tree.
     *
     * @throws IOException if it is cut short, not JSON, longer than 64 MiB or nested deeper than 32
     */
    public static JsonNode tree(InputStream in) throws IOException {
        return MAPPER.readTree(in);
    }

    /** A finite number, as a number or as text; empty where there is none. */
    public static OptionalDouble number(JsonNode node) {
        if (node.isNumber()) {
            return finite(node.doubleValue());
        }
        if (!node.isTextual()) {
            return OptionalDouble.empty();
        }
        try {
            return finite(Double.parseDouble(node.textValue().replace(",", "").strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** A whole number, as a number or as text; empty where there is none. */
    public static OptionalLong whole(JsonNode node) {
        OptionalDouble value = number(node);
        return value.isPresent() && value.getAsDouble() == Math.rint(value.getAsDouble())
                ? OptionalLong.of((long) value.getAsDouble())
                : OptionalLong.empty();
    }

    /** The moment a node of whole seconds since 1970 names; empty where it is none or no clock shows it. */
    public static Optional<Instant> moment(JsonNode node) {
        OptionalLong seconds = whole(node);
        try {
            return seconds.isPresent()
                    ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())).filter(Json::onCalendar)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a moment is one that a calendar can be asked about. */
    public static boolean onCalendar(Instant moment) {
        return !moment.isBefore(EARLIEST) && moment.isBefore(LATEST);
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
