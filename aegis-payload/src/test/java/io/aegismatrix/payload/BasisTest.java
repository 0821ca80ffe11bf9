package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every measured record says which outcomes it counts, and a file from before records said so is still read. */
class BasisTest {

    private static final RecordPart WALK_FORWARD = new RecordPart(0.9, 1_000, 0.88, 0.92);
    private static final RecordPart SINCE = new RecordPart(0.85, 200, 0.8, 0.9);

    @Test
    void keeps_outcomes_since_the_training_beside_the_walk_forward_ones() throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(PayloadFixtures.full());

        JsonNode coverage = root.at("/seller/safe_range/coverage");
        assertThat(coverage.at("/basis").asText()).isEqualTo("WALK_FORWARD");
        assertThat(coverage.at("/n").asInt()).isEqualTo(1_230);
        assertThat(coverage.at("/since_training/n").asInt()).isEqualTo(250);
        assertThat(root.at("/models/0/skill/basis").asText()).isEqualTo("WALK_FORWARD");
        assertThat(root.at("/seller/hit_rate_detail/walk_forward/n").asInt()).isEqualTo(200);
        assertThat(root.at("/seller/hit_rate_detail/since_training/n").asInt()).isEqualTo(50);
        assertThat(root.at("/buyer/spike_rate_detail").has("walk_forward")).isFalse();
    }

    @Test
    void reads_files_from_before_records_said_what_they_count() throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(PayloadFixtures.full());
        forget(root);

        assertThat(PayloadSchema.violations(root)).isEmpty();
        Payload old = PayloadReader.json().read(root.toString().getBytes(StandardCharsets.UTF_8));
        Coverage coverage =
                old.seller().safeRange().find().orElseThrow().coverage().find().orElseThrow();
        assertThat(coverage.basis()).isEmpty();
        assertThat(coverage.sinceTraining()).isEmpty();
        assertThat(old.models().get(0).skill().orElseThrow().basis()).isEmpty();
        assertThat(old.seller().hitRate().find().orElseThrow().n()).isEqualTo(250);
    }

    private static void forget(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("basis");
            object.remove("walk_forward");
            object.remove("since_training");
        }
        node.forEach(BasisTest::forget);
    }

    @Test
    void breaks_the_schema_where_a_part_has_no_count_or_a_record_another_word() throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(PayloadFixtures.full());
        ((ObjectNode) root.at("/seller/safe_range/coverage/since_training")).remove("n");
        ((ObjectNode) root.at("/seller/hit_rate_detail/walk_forward")).put("value", 2);
        ((ObjectNode) root.at("/models/0/skill")).put("basis", "IN_SAMPLE");

        assertThat(PayloadSchema.violations(root))
                .anyMatch(violation -> violation.startsWith("/seller/safe_range/coverage/since_training"))
                .anyMatch(violation -> violation.startsWith("/seller/hit_rate_detail/walk_forward"))
                .anyMatch(violation -> violation.startsWith("/models/0/skill/basis"));
    }

    @Test
    void refuses_parts_that_are_something_else() {
        Coverage live = new Coverage(0.9, 40, 0.8, 0.95, Basis.LIVE);
        assertThatThrownBy(() -> live.beside(Optional.of(SINCE)))
                .hasMessageContaining("stands beside walk-forward outcomes only, was beside Optional[LIVE]");
        assertThatThrownBy(() ->
                        new HistoricalRate(0.85, 1_199, 0.8, 0.9, 250, Optional.of(WALK_FORWARD), Optional.of(SINCE)))
                .hasMessageContaining("n must be that of its parts together, 1200, was 1199");
    }
}
