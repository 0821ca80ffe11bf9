package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SequenceTaskTest {

    private static final float[][] ROWS = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};

    @Test
    void every_head_counts_the_same_and_its_samples_by_weight() {
        SequenceTask task = SequenceTask.of(
                ROWS, new int[] {1, 2, 3}, new int[][] {{0, 2, -1}, {1, -1, -1}, {2, 1, -1}}, new float[][] {
                    {1, 5, 1}, {3, 1, 1}, {0, 15, 1}
                });

        assertThat(task.share(0, 0)).isCloseTo(0.125, within(1e-12));
        assertThat(task.share(1, 0)).isCloseTo(0.375, within(1e-12));
        assertThat(task.share(2, 0)).isZero();
        assertThat(task.share(0, 1)).isCloseTo(0.125, within(1e-12));
        assertThat(task.share(1, 1)).isZero();
        assertThat(task.share(2, 1)).isCloseTo(0.375, within(1e-12));
        for (int sample = 0; sample < 3; sample++) {
            assertThat(task.share(sample, 2)).isZero();
        }
        assertThat(task.counted()).containsExactly(0, 1, 2);
    }

    @Test
    void sequences_are_gathered_session_by_session_oldest_first() {
        SequenceTask task = SequenceTask.of(ROWS, new int[] {1, 3}, new int[][] {{0}, {1}}, new float[][] {{1}, {1}});

        assertThat(task.rowIndices(new int[] {1, 0}, 0, 2, 2)).containsExactly(2, 0, 3, 1);
        assertThat(task.flatRows()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void changing_the_arrays_afterwards_changes_nothing() {
        int[][] classes = {{0}};
        float[][] rows = {{1}, {2}};
        int[] ends = {1};
        SequenceTask task = SequenceTask.of(rows, ends, classes, new float[][] {{1}});
        classes[0][0] = 2;
        rows[0][0] = 9;
        ends[0] = 0;

        assertThat(task.outcome(0, 0)).isZero();
        assertThat(task.flatRows()).containsExactly(1, 2);
        assertThat(task.rowIndices(new int[] {0}, 0, 1, 1)).containsExactly(1);
    }

    @Test
    void refuses_a_value_out_of_its_range_and_quotes_it() {
        assertRefused(new int[] {4}, new int[][] {{0}}, new float[][] {{1}}, "was 4 at sample 0");
        assertRefused(new int[] {-1}, new int[][] {{0}}, new float[][] {{1}}, "was -1 at sample 0");
        assertRefused(new int[] {1}, new int[][] {{3}}, new float[][] {{1}}, "was 3 at sample 0, head 0");
        assertRefused(new int[] {1}, new int[][] {{-2}}, new float[][] {{1}}, "was -2 at sample 0, head 0");
        assertRefused(new int[] {1}, new int[][] {{0}}, new float[][] {{-1}}, "was -1.0 at sample 0, head 0");
        assertRefused(new int[] {1}, new int[][] {{0}}, new float[][] {{Float.NaN}}, "was NaN at sample 0, head 0");
        assertRefused(new int[] {1}, new int[][] {{-1}}, new float[][] {{1}}, "known class");
        assertRefused(new int[] {1}, new int[][] {{0, 1}}, new float[][] {{1}}, "was 2 and 1");
        assertRefused(new int[] {1, 2}, new int[][] {{0}}, new float[][] {{1}}, "was 2, 1, 1");
        assertRefused(new int[0], new int[0][], new float[0][], "was 0, 0, 0");
        assertThatThrownBy(() -> SequenceTask.of(
                        new float[][] {{1, 2}, {3}}, new int[] {1}, new int[][] {{0}}, new float[][] {{1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1 must have 2 features, was 1");
    }

    private static void assertRefused(int[] ends, int[][] classes, float[][] weights, String message) {
        assertThatThrownBy(() -> SequenceTask.of(ROWS, ends, classes, weights))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void settings_default_to_the_direction_engines_and_refuse_nonsense() {
        SequenceSettings defaults = SequenceSettings.defaults(5);

        assertThat(defaults).isEqualTo(new SequenceSettings(60, 128, 2, 0.3, 64, 6, 1e-3, 32, 50, 1, 8, 5));
        assertThat(defaults.withSeed(6).seed()).isEqualTo(6);
        assertThatThrownBy(() -> defaults.withNetwork(0, 128, 64, 6)).hasMessageContaining("window");
        assertThatThrownBy(() -> defaults.withTraining(Double.NaN, 1, 1)).hasMessageContaining("learningRate");
        assertThatThrownBy(() -> defaults.withTraining(1e-3, 1, 0)).hasMessageContaining("patience");
        assertThatThrownBy(() -> new SequenceSettings(60, 128, 2, 1, 64, 6, 1e-3, 32, 50, 1, 8, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dropout must be in [0, 1), was 1.0");
    }
}
