package io.aegismatrix.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.kit.RandomMarket;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTracksTest {

    private static final int N = 200;
    private static final int FIRST = 100;
    private static final int HORIZON = 7;
    private static final MarketHistory HISTORY = RandomMarket.of(3, 400).history();
    private static final int[] ROWS = IntStream.range(FIRST, FIRST + N).toArray();
    private static final int[] RESOLVED =
            Arrays.stream(ROWS).map(row -> row + HORIZON).toArray();
    private static final double[] LOSSES = floats(1, 1);
    private static final double[] BASELINES = floats(2, 1.5);
    private static final double[] HELD =
            Arrays.stream(floats(3, 1)).map(Math::rint).toArray();

    private static double[] floats(long seed, double scale) {
        return new Random(seed).doubles(N).map(value -> (float) (scale * value)).toArray();
    }

    private static OutcomeTrack losses() {
        return OutcomeTrack.ofLosses(HORIZON, ROWS, RESOLVED, LOSSES, BASELINES);
    }

    private static OutcomeTrack hits() {
        return OutcomeTrack.ofHits(HORIZON, ROWS, RESOLVED, HELD);
    }

    private static OutcomeTracks tracks() {
        return OutcomeTracks.of(HISTORY, new TreeMap<>(Map.of("touch_5", losses(), "range", hits())));
    }

    @Test
    void skill_counts_only_outcomes_known_by_then() {
        for (int last : new int[] {FIRST + HORIZON, FIRST + HORIZON + 1, FIRST + 60, FIRST + N, 10_000}) {
            int known = Math.min(N, last - HORIZON - FIRST + 1);
            Skill expected = Skill.of(Arrays.copyOf(LOSSES, known), Arrays.copyOf(BASELINES, known), HORIZON);
            assertThat(losses().skillKnownBy(last)).contains(expected);
        }
        assertThat(losses().skillKnownBy(FIRST + HORIZON - 1)).isEmpty();
    }

    @Test
    void share_counts_only_outcomes_known_by_then() {
        for (int last : new int[] {FIRST + HORIZON, FIRST + 60, FIRST + N, 10_000}) {
            int known = Math.min(N, last - HORIZON - FIRST + 1);
            assertThat(hits().shareKnownBy(last)).contains(Share.of(Arrays.copyOf(HELD, known), HORIZON));
        }
        assertThat(hits().shareKnownBy(FIRST + HORIZON - 1)).isEmpty();
        assertThat(hits().valuesKnownBy(FIRST + HORIZON + 4)).containsExactly(Arrays.copyOf(HELD, 5));
    }

    @Test
    void a_track_asked_of_one_day_after_another_answers_like_one_that_was_never_asked() {
        OutcomeTrack hits = hits();
        OutcomeTrack losses = losses();
        for (int last : new int[] {250, 250, FIRST, 10_000, 250, FIRST + HORIZON, 10_000}) {
            assertThat(hits.shareKnownBy(last)).isEqualTo(hits().shareKnownBy(last));
            assertThat(losses.skillKnownBy(last)).isEqualTo(losses().skillKnownBy(last));
        }
    }

    @Test
    void an_outcome_that_resolves_late_does_not_hold_back_later_decisions() {
        OutcomeTrack track =
                OutcomeTrack.ofHits(30, new int[] {10, 11, 12}, new int[] {40, 13, 14}, new double[] {0, 1, 1});
        assertThat(track.shareKnownBy(14).orElseThrow().n()).isEqualTo(2);
        assertThat(track.valuesKnownBy(39)).containsExactly(1, 1);
        assertThat(track.valuesKnownBy(40)).containsExactly(0, 1, 1);
    }

    @Test
    void a_track_without_outcomes_knows_nothing() {
        OutcomeTrack none = OutcomeTrack.ofLosses(5, new int[0], new int[0], new double[0], new double[0]);
        assertThat(none.skillKnownBy(1000)).isEmpty();
        assertThat(none.shareKnownBy(1000)).isEmpty();
        assertThatThrownBy(() -> hits().skillKnownBy(1000)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_parts_of_different_length() {
        assertThatThrownBy(() -> OutcomeTrack.ofHits(5, new int[2], new int[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 values");
        assertThatThrownBy(() -> OutcomeTrack.ofLosses(5, new int[2], new int[2], new double[2], new double[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 baselines");
    }

    @Test
    void changing_the_arrays_that_went_in_or_came_out_changes_nothing() {
        int[] rows = ROWS.clone();
        OutcomeTrack track = OutcomeTrack.ofHits(HORIZON, rows, RESOLVED, HELD);
        rows[0] = -1;
        track.decisionRows()[1] = -1;
        assertThat(track.decisionRows()).isEqualTo(ROWS);
    }

    @Test
    void rows_are_found_by_day_also_between_and_outside_sessions() {
        OutcomeTracks tracks = tracks();
        LocalDate first = HISTORY.session(0);
        assertThat(tracks.lastRowBy(first.minusDays(1))).isEqualTo(-1);
        assertThat(tracks.lastRowBy(first)).isZero();
        assertThat(tracks.lastRowBy(LocalDate.of(2018, 1, 7))).isEqualTo(4);
        assertThat(tracks.lastRowBy(LocalDate.of(2018, 1, 8))).isEqualTo(5);
        assertThat(tracks.lastRowBy(first.plusYears(50))).isEqualTo(399);
    }

    @Test
    void skill_is_stated_as_of_a_day() {
        OutcomeTracks tracks = tracks();
        assertThat(tracks.skillBy("touch_5", HISTORY.session(150))).isEqualTo(losses().skillKnownBy(150));
        assertThat(tracks.skillBy("touch_5", HISTORY.session(FIRST))).isEmpty();
    }

    @Test
    void an_edge_needs_weight_and_a_skill_that_was_already_proven() {
        OutcomeTracks tracks = tracks();
        LocalDate late = HISTORY.session(399);
        assertThat(tracks.edgeBy(score(0.5), late)).isTrue();
        assertThat(tracks.edgeBy(score(0), late)).isFalse();
        assertThat(tracks.edgeBy(score(0.5), HISTORY.session(FIRST))).isFalse();
        assertThat(tracks.edgeBy(score(0.5), HISTORY.session(FIRST + HORIZON + 3)))
                .isFalse();
    }

    private static OutputScore score(double weight) {
        return new OutputScore(
                "touch_5",
                HORIZON,
                "brier",
                0.5,
                "frequency",
                0.75,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                N,
                OptionalDouble.empty(),
                weight,
                List.of(0.5));
    }

    @Test
    void reads_back_exactly_what_it_wrote() {
        byte[] file = tracks().toBytes();
        OutcomeTracks read = OutcomeTracks.parse(file, "records");
        assertThat(read.toBytes()).isEqualTo(file);
        assertThat(read.names()).containsExactly("range", "touch_5");
        assertThat(read.track("touch_5").skillKnownBy(250)).isEqualTo(losses().skillKnownBy(250));
        assertThat(read.track("range").shareKnownBy(250)).isEqualTo(hits().shareKnownBy(250));
        assertThat(read.track("range").horizon()).isEqualTo(HORIZON);
        assertThat(read.lastRowBy(HISTORY.session(42))).isEqualTo(42);
    }

    @Test
    void a_record_read_back_states_the_interval_it_was_stored_with_to_the_bit() {
        OutcomeTracks read = OutcomeTracks.parse(tracks().toBytes(), "records");
        int all = FIRST + N + HORIZON;
        assertThat(read.track("touch_5").skillKnownBy(all)).contains(Skill.of(LOSSES, BASELINES, HORIZON));
        assertThat(read.track("range").shareKnownBy(all)).contains(Share.of(HELD, HORIZON));
        assertThat(read.track("range").shareKnownBy(FIRST + N + HORIZON - 2))
                .as("but not of a part of it")
                .contains(Share.of(Arrays.copyOf(HELD, N - 1), HORIZON));
    }

    @Test
    void names_the_track_it_does_not_have() {
        assertThatThrownBy(() -> tracks().track("breakout_1"))
                .isInstanceOf(ModelException.class)
                .hasMessage("no walk-forward record named breakout_1; there are [range, touch_5]");
    }

    @Test
    void refuses_a_damaged_file() {
        byte[] file = tracks().toBytes();
        for (int twentieth = 0; twentieth < 20; twentieth++) {
            byte[] cut = Arrays.copyOf(file, file.length / 20 * twentieth);
            assertThatThrownBy(() -> OutcomeTracks.parse(cut, "records")).isInstanceOf(ModelException.class);
        }
        assertThatThrownBy(() -> OutcomeTracks.parse(with(new int[0], 3), "records"))
                .isInstanceOf(ModelException.class)
                .hasMessage("records: walk-forward record a: expected 3 numbers about it, was 0");
        assertThatThrownBy(() -> OutcomeTracks.parse(with(new int[] {5, 0, -1}, 2), "records"))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("records: walk-forward record a: expected one entry a decision session");
        assertThatThrownBy(() -> OutcomeTracks.parse(with(new int[] {5, 0, -1}, 3, 1), "records"))
                .isInstanceOf(ModelException.class)
                .hasMessage("records: walk-forward record a: expected 2 ends of an interval, was 1");
    }

    /** A file with one track of hits, whose parts may not fit each other. */
    private static byte[] with(int[] about, int hits) {
        return with(about, hits, 2);
    }

    private static byte[] with(int[] about, int hits, int ends) {
        return SafeTensors.builder()
                .put("a.interval", new int[] {ends}, new double[ends])
                .put("sessions", new int[] {3}, new int[3])
                .put("rows_0", new int[] {3}, new int[3])
                .put("a.about", new int[] {about.length}, about)
                .put("a.hits", new int[] {hits}, new byte[hits])
                .build()
                .toBytes();
    }
}
