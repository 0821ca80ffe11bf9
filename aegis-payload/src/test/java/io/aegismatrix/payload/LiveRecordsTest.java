package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records of what was published in the past, beside the walk-forward ones. */
class LiveRecordsTest {

    private static final LocalDate FIRST = LocalDate.of(2024, 10, 1);
    private static final LocalDate LAST = LocalDate.of(2024, 12, 30);
    private static final LogStand STAND = new LogStand(21_800, "0123456789abcdef".repeat(4));
    private static final Coverage HELD = new Coverage(0.875, 40, 0.74, 0.95, Basis.LIVE);
    private static final Skill BRIER =
            new Skill("touch_5.brier", 0.09, 0.11, "expanding_frequency", 0.08, 0.1, 60, Basis.LIVE);

    /** The payload with live records wherever there can be some. */
    static Payload scored(Payload payload) {
        SellerOutlook seller = payload.seller();
        return payload.withLive(
                new LiveBlock(
                        Block.known(new LiveBlock.Span(FIRST, LAST, 60, 0, 250), Source.formula("prediction_log")),
                        Optional.of(STAND)),
                payload.models().stream()
                        .map(model -> model.withLive(List.of(BRIER, BRIER)))
                        .toList(),
                seller.withRanges(
                        seller.safeRange().map(range -> range.withLive(Optional.of(HELD))),
                        seller.ranges()
                                .map(ranges -> ranges.stream()
                                        .map(range -> range.withLive(Optional.of(HELD)))
                                        .toList())));
    }

    @Test
    void are_written_beside_the_walk_forward_ones_and_read_back() throws IOException {
        Payload payload = scored(PayloadFixtures.full());

        byte[] json = PayloadJson.bytes(payload);

        assertThat(PayloadReader.json().read(json)).isEqualTo(payload);
        ObjectNode root = PayloadRoundTripTest.tree(payload);
        assertThat(root.at("/seller/safe_range/coverage/n").asInt()).isEqualTo(1_230);
        assertThat(root.at("/seller/safe_range/live/n").asInt()).isEqualTo(40);
        assertThat(root.at("/seller/ranges/0/live/ci_low").asDouble()).isEqualTo(0.74);
        assertThat(root.at("/models/0/live/0/metric").asText()).isEqualTo("touch_5.brier");
        assertThat(root.at("/live/sessions").asInt()).isEqualTo(60);
        assertThat(root.at("/live/log/rows").asLong()).isEqualTo(21_800);
        assertThat(root.at("/live/log/head").asText()).isEqualTo(STAND.head());
        assertThat(json).hasSizeLessThan(PayloadJson.MAX_WRITTEN_BYTES);
    }

    @Test
    void leave_no_trace_where_there_are_none() throws IOException {
        assertThat(PayloadRoundTripTest.tree(PayloadFixtures.full()).toString()).doesNotContain("\"live\"");
    }

    @Test
    void say_why_there_are_none() throws IOException {
        Payload full = PayloadFixtures.full();
        Payload payload = full.withLive(LiveBlock.unavailable("no outcome is known yet"), full.models(), full.seller());

        assertThat(PayloadReader.json().read(PayloadJson.bytes(payload))).isEqualTo(payload);
        assertThat(PayloadRoundTripTest.tree(payload).at("/live/source/reason").asText())
                .isEqualTo("no outcome is known yet");
    }

    @Test
    void break_the_schema_where_they_have_no_count() throws IOException {
        ObjectNode root = PayloadRoundTripTest.tree(scored(PayloadFixtures.full()));
        ((ObjectNode) root.at("/seller/safe_range/live")).remove("n");
        ((ObjectNode) root.at("/live")).putNull("sessions");

        assertThat(PayloadSchema.violations(root))
                .anyMatch(violation -> violation.startsWith("/seller/safe_range/live"))
                .anyMatch(violation -> violation.startsWith("/live/sessions"));
    }

    @Test
    void tell_how_the_log_stood_even_where_no_outcome_is_known_and_nothing_where_it_is_not_said() throws IOException {
        Payload full = PayloadFixtures.full();
        LiveBlock none = LiveBlock.unavailable("no outcome is known yet");
        Payload told = full.withLive(new LiveBlock(none.records(), Optional.of(STAND)), full.models(), full.seller());

        assertThat(PayloadReader.json().read(PayloadJson.bytes(told))).isEqualTo(told);
        assertThat(PayloadRoundTripTest.tree(full.withLive(none, full.models(), full.seller()))
                        .at("/live/log")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void refuse_a_stand_that_is_none() throws IOException {
        assertThatThrownBy(() -> new LogStand(0, STAND.head())).hasMessageContaining("rows must be at least 1, was 0");
        assertThatThrownBy(() -> new LogStand(1, "ABC"))
                .hasMessageContaining("64 lower-case hexadecimal digits, was \"ABC\"");
        ObjectNode root = PayloadRoundTripTest.tree(scored(PayloadFixtures.full()));
        ((ObjectNode) root.at("/live/log")).put("head", "ABC").put("rows", 0);
        assertThat(PayloadSchema.violations(root))
                .anyMatch(violation -> violation.startsWith("/live/log/rows"))
                .anyMatch(violation -> violation.startsWith("/live/log/head"));
    }

    @Test
    void cannot_end_before_they_begin_or_replay_more_than_there_is() {
        assertThatThrownBy(() -> new LiveBlock.Span(LAST, FIRST, 60, 0, 250))
                .hasMessageContaining("firstSession must not be after lastSession, was 2024-12-30 and 2024-10-01");
        assertThatThrownBy(() -> new LiveBlock.Span(FIRST, LAST, 60, 61, 250))
                .hasMessageContaining("replayed must be at most sessions, was 61 of 60");
    }
}
