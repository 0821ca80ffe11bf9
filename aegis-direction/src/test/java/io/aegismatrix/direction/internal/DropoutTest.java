package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static float[] dropped(double share, long seed, int values) {
        try (NDManager manager = SequenceTrainer.pytorch().newBaseManager()) {
            NDArray ones = manager.ones(new Shape(values));
            return new Dropout(share, new SplittableRandom(seed)).applied(ones).toFloatArray();
        }
    }

    @Test
    void drops_its_share_and_makes_the_others_as_much_larger() {
        int zeros = 0;
        double sum = 0;
        float[] values = dropped(0.3, 1, 100_003);
        for (float value : values) {
            assertThat(value == 0 || Math.abs(value - 1 / 0.7) < 1e-4)
                    .as("%s", value)
                    .isTrue();
            zeros += value == 0 ? 1 : 0;
            sum += value;
        }
        assertThat((double) zeros / values.length).isCloseTo(0.3, within(0.005));
        assertThat(sum / values.length).isCloseTo(1, within(0.01));
    }

    @Test
    void the_same_seed_drops_the_same_and_another_seed_others() {
        assertThat(dropped(0.3, 1, 1_000)).isEqualTo(dropped(0.3, 1, 1_000)).isNotEqualTo(dropped(0.3, 2, 1_000));
    }

    @Test
    void a_share_of_nothing_leaves_all_as_it_is() {
        assertThat(dropped(0, 1, 5)).containsOnly(1f);
    }

    @Test
    void gradients_of_one_recording_are_exact_and_leave_those_of_another_alone() {
        try (NDManager manager = SequenceTrainer.pytorch().newBaseManager()) {
            NDArray first = manager.create(new float[] {2, 3});
            NDArray second = manager.create(new float[] {5});
            first.setRequiresGradient(true);
            second.setRequiresGradient(true);
            try (GradientRecording recording = new GradientRecording()) {
                recording.backward(first.mul(first).sum());
            }
            try (GradientRecording recording = new GradientRecording()) {
                recording.backward(second.mul(4).sum());
            }
            assertThat(first.getGradient().toFloatArray()).containsExactly(4, 6);
            assertThat(second.getGradient().toFloatArray()).containsExactly(4);
        }
    }
}
