package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdaptiveWidthTest {

    private static final double LEVEL = 0.8;
    private static final int WINDOW = 60;

    /** Share of hits on the last 400 of these values, each judged by the 60 before it. */
    private static double hits(double[] needed) {
        return IntStream.range(needed.length - 400, needed.length)
                        .filter(next -> needed[next]
                                <= AdaptiveWidth.factor(Arrays.copyOfRange(needed, next - WINDOW, next), LEVEL))
                        .count()
                / 400.0;
    }

    @Test
    void holds_as_often_as_it_says_where_the_past_is_like_the_present() {
        for (long seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            double[] needed = random.doubles(500).map(u -> -Math.log(u)).toArray();
            assertThat(hits(needed)).as("seed %d", seed).isBetween(0.76, 0.84);
        }
    }

    @Test
    void follows_where_the_needed_width_drifts() {
        Random random = new Random(8);
        double[] needed = IntStream.range(0, 500)
                .mapToDouble(i -> Math.exp(Math.sin(i / 40.0)) * -Math.log(random.nextDouble()))
                .toArray();
        assertThat(hits(needed)).isBetween(0.76, 0.84);
    }

    @Test
    void twenty_equal_values_give_that_value() {
        double[] needed = new double[AdaptiveWidth.LEAST];
        Arrays.fill(needed, 1.3);
        assertThat(AdaptiveWidth.factor(needed, LEVEL)).isCloseTo(1.3, within(1e-12));
    }

    @Test
    void is_proportional_to_what_was_needed() {
        double[] needed = new Random(3).doubles(40).toArray();
        double[] twice = Arrays.stream(needed).map(value -> 2 * value).toArray();
        assertThat(AdaptiveWidth.factor(twice, LEVEL))
                .isCloseTo(2 * AdaptiveWidth.factor(needed, LEVEL), within(1e-12));
    }

    @Test
    void refuses_too_short_a_past() {
        assertThatThrownBy(() -> AdaptiveWidth.factor(new double[19], LEVEL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs 20 past sessions at least, were 19");
    }
}
