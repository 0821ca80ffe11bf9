package io.aegismatrix.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the version before at anything else, then reads the rest into the records. */
final class JsonPayloadReader implements PayloadReader {

    private static final String MAJOR = "1";
    private static final String REGIME = "volatility_regime";
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.\\d{1,6}");

    @Override
    public Payload read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] json = stream.readNBytes(PayloadJson.MAX_READ_BYTES + 1);
            if (json.length > PayloadJson.MAX_READ_BYTES) {
                throw new PayloadException(
                        file + " must be at most " + PayloadJson.MAX_READ_BYTES + " bytes, was " + Files.size(file));
            }
            return read(json, file.toString());
        } catch (IOException e) {
            throw new PayloadException(file + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    @Override
    public Payload read(byte[] json) {
        return read(json, "payload");
    }

    private static Payload read(byte[] json, String name) {
        JsonNode tree = PayloadJson.tree(json, name);
        requireKnownMajor(tree.path("schema_version"), name);
        renameRegime(tree.path("seller"));
        return PayloadJson.payload(tree, name);
    }

    /** Files of before the word {@code regime} was left to the older system's dashboard have the object under that name. */
    private static void renameRegime(JsonNode seller) {
        if (seller instanceof ObjectNode outlook
                && !outlook.has(REGIME)
                && outlook.path("regime").isObject()) {
            outlook.set(REGIME, outlook.get("regime"));
        }
    }

    private static void requireKnownMajor(JsonNode version, String name) {
        Matcher parts = VERSION.matcher(version.asText(""));
        if (!version.isTextual() || !parts.matches()) {
            throw new PayloadException(name + ": $.schema_version must be \"major.minor\", was "
                    + (version.isMissingNode() ? "absent" : version.toString()));
        }
        if (!MAJOR.equals(parts.group(1))) {
            throw new PayloadException(name + ": schema_version " + version.asText() + " is of major version "
                    + parts.group(1) + ", which is unknown; this reader knows major version " + MAJOR);
        }
    }
}
