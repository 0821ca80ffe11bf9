package io.aegismatrix.engine;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Manifests as JSON: snake case, fixed order, the same bytes for the same manifest. */
final class ManifestJson {

    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 16;
    private static final int LONGEST_TEXT = 16 << 10;
    private static final int LONGEST_NUMBER = 64;

    private static final JsonMapper READER = StrictJson.within(StreamReadConstraints.builder()
                    .maxDocumentLength(LARGEST)
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(EngineId.class, new NamedEngine()))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultPrettyPrinter.FixedSpaceIndenter());

    private ManifestJson() {}

    /** An engine as manifests call it: in capitals. @throws IllegalArgumentException if it is not called so */
    static EngineId engine(String name) {
        EngineId engine = new EngineId(name.toLowerCase(Locale.ROOT));
        if (!name(engine).equals(name)) {
            throw new IllegalArgumentException("a manifest must name its engine in capitals, was '" + name + "'");
        }
        return engine;
    }

    private static String name(EngineId engine) {
        return engine.id().toUpperCase(Locale.ROOT);
    }

    static byte[] bytes(ModelManifest manifest) {
        try {
            return Writer.MAPPER.writer(PRINTER).writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new ModelException(manifest.engine().id() + ": cannot write the manifest", e);
        }
    }

    /**
     * A manifest's bytes as they are before it has a version: what the version is a hash of. One that was not written by
     * {@link #bytes} comes back as it is, or otherwise changed, and hashes to another version.
     */
    static byte[] withoutVersion(byte[] json, String version) {
        String text = new String(json, StandardCharsets.UTF_8);
        String member = "\n  \"version\" : \"";
        int at = text.indexOf(member + version + '"');
        return at < 0
                ? json
                : (text.substring(0, at + member.length()) + text.substring(at + member.length() + version.length()))
                        .getBytes(StandardCharsets.UTF_8);
    }

    static ModelManifest parse(byte[] json, String what) {
        if (json.length > LARGEST) {
            throw new ModelException(what + ": a manifest must have at most " + LARGEST + " bytes, was " + json.length
                    + "; restore it or train again");
        }
        try {
            JsonNode tree = READER.readTree(json);
            requireFormat(tree, what);
            return READER.treeToValue(tree, ModelManifest.class);
        } catch (IOException e) {
            throw new ModelException(
                    what + ": not a readable manifest: " + firstLine(e) + "; restore it or train again", e);
        }
    }

    /** Asked before anything else is read: another format may have other members. */
    private static void requireFormat(JsonNode tree, String what) {
        JsonNode format = tree.path("format");
        if (!format.isInt()) {
            throw new ModelException(what + ": not a readable manifest: no format; restore it or train again");
        }
        if (format.intValue() != ModelManifest.FORMAT) {
            throw new ModelException(what + ": format " + format + ", this release reads format " + ModelManifest.FORMAT
                    + "; train again or use the release that wrote it");
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static final class NamedEngine extends StdScalarDeserializer<EngineId> {

        private static final long serialVersionUID = 1;

        NamedEngine() {
            super(EngineId.class);
        }

        @Override
        public EngineId deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return engine(json.getText());
        }
    }

    private static final class EngineName extends StdScalarSerializer<EngineId> {

        private static final long serialVersionUID = 1;

        EngineName() {
            super(EngineId.class);
        }

        @Override
        public void serialize(EngineId engine, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(name(engine));
        }
    }

    /** What writes; only training does. */
    private static final class Writer {

        private static final ObjectMapper MAPPER = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule().addSerializer(EngineId.class, new EngineName()))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .build();

        private Writer() {}
    }
}
