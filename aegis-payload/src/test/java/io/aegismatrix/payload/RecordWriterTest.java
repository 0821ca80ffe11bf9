package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordWriterTest {

    private static final Path EARLIER = Path.of(
            "src/test/resources/io/aegismatrix/payload/PayloadFuzzTestInputs/any_bytes_are_a_payload_or_a_refusal");

    /**
     * Files of a release whose records were as flat as its file, written by its own writer, which was held to Jackson then. Since
     * then the seller's regime has another name, and a source without a reason says nothing of it.
     */
    @ParameterizedTest
    @ValueSource(strings = {"written_by_earlier_release.json", "unavailable.json"})
    void writesWhatAnEarlierReleaseWrote(String name) throws IOException {
        byte[] earlier = Files.readAllBytes(EARLIER.resolve(name));

        ObjectNode expected = (ObjectNode) PayloadJson.tree(earlier, name);
        dropEmptyReasons(expected);
        Payload payload = PayloadReader.json().read(earlier);
        ObjectNode seller = (ObjectNode) expected.get("seller");
        seller.set("volatility_regime", seller.remove("regime"));
        payload.seller().oldNames().forEach((field, word) -> seller.put(field, word.orElse(null)));
        ObjectNode buyer = (ObjectNode) expected.get("buyer");
        payload.buyer().oldNames().forEach((field, word) -> buyer.put(field, word.orElse(null)));

        assertThat(PayloadJson.tree(PayloadJson.bytes(payload), name)).isEqualTo(expected);
    }

    private static void dropEmptyReasons(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.has("kind")
                && object.has("id")
                && object.path("reason").isNull()) {
            object.remove("reason");
        }
        node.forEach(RecordWriterTest::dropEmptyReasons);
    }

    private record Holding(Optional<Duration> time) {}

    @Test
    void refusesWhatNoPayloadHolds() throws IOException {
        JsonGenerator nowhere = new JsonFactory().createGenerator(Writer.nullWriter());
        assertThatThrownBy(() -> RecordWriter.write(new Holding(Optional.of(Duration.ZERO)), nowhere))
                .hasMessageContaining("a payload holds no java.time.Duration, was PT0S");
    }
}
