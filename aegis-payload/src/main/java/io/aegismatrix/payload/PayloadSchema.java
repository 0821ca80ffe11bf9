package io.aegismatrix.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The file's contract as JSON Schema, draft 2020-12. Strict about our own names, types, words and bounds; names it does
 * not know are allowed, because a later minor version may add some.
 */
public final class PayloadSchema {

    private static final String RESOURCE = "aegismatrix-1.0.schema.json";
    private static final int LONGEST_QUOTE = 120;

    private PayloadSchema() {}

    /** The schema's text. */
    public static String text() {
        try (InputStream stream = PayloadSchema.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new PayloadException("the payload schema " + RESOURCE + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the payload schema " + RESOURCE, e);
        }
    }

    /**
     * What is wrong with a JSON document, each entry naming the place, the value and the rule; empty if it is valid.
     *
     * @throws PayloadException if {@code json} is not one complete JSON document
     */
    public static List<String> violations(byte[] json) {
        return violations(PayloadJson.tree(json, "payload"));
    }

    /** Compiles the schema, if that has not been done yet. */
    static void prepare() {
        Compiled.SCHEMA.initializeValidators();
    }

    static List<String> violations(JsonNode tree) {
        return Compiled.SCHEMA.validate(tree).stream()
                .map(PayloadSchema::describe)
                .distinct()
                .sorted()
                .toList();
    }

    private static String describe(Error error) {
        String value = String.valueOf(error.getInstanceNode());
        String quote = value.length() > LONGEST_QUOTE ? value.substring(0, LONGEST_QUOTE) + "..." : value;
        return error.getInstanceLocation() + ": " + error.getMessage() + ", was " + quote;
    }

    /** Compiled on first use: whoever only reads payloads never pays for it. */
    private static final class Compiled {
        static final Schema SCHEMA = compile();

        private Compiled() {}

        private static Schema compile() {
            SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                    .locale(Locale.ROOT)
                    .preloadSchema(false)
                    .build();
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config))
                    .getSchema(text(), InputFormat.JSON);
        }
    }
}
