package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DistributionTest {

    private static final double DEAD_ZONE = 0.25;

    private final Distribution moves = Distribution.of(sorted(), 1);

    private static double[] sorted() {
        SplittableRandom random = new SplittableRandom(3);
        return DoubleStream.generate(random::nextGaussian).limit(2_000).sorted().toArray();
    }

    @Test
    void gives_back_the_stated_probabilities_while_all_variance_is_to_come() {
        assertThat(moves.classes(List.of(0.2, 0.3, 0.5), DEAD_ZONE, 0, 1, 1))
                .satisfiesExactly(
                        down -> assertThat(down).isCloseTo(0.2, within(1e-12)),
                        neutral -> assertThat(neutral).isCloseTo(0.3, within(1e-12)),
                        up -> assertThat(up).isCloseTo(0.5, within(1e-12)));
    }

    @Test
    void is_certain_of_the_class_of_the_move_once_nothing_is_to_come() {
        assertThat(moves.classes(List.of(0.6, 0.3, 0.1), DEAD_ZONE, 0.4, 0, 0).get(2))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void is_never_more_than_certain() {
        for (double size = 0.5; size < 3; size += 0.01) {
            assertThat(moves.classes(List.of(0.33, 0.22, 0.45), DEAD_ZONE, size, 1e-4, 1e-4))
                    .allSatisfy(probability -> assertThat(probability).isBetween(0.0, 1.0));
        }
    }

    @Test
    void grows_more_certain_of_a_lead_as_the_session_passes() {
        List<Double> stated = List.of(0.35, 0.2, 0.45);
        double early = moves.classes(stated, DEAD_ZONE, 0.8, 0.7, 0.7).get(2);
        double late = moves.classes(stated, DEAD_ZONE, 0.8, 0.1, 0.1).get(2);

        assertThat(early).isBetween(0.5, 0.9);
        assertThat(late).isGreaterThan(early);
    }

    @Test
    void keeps_the_mass_of_a_class_that_never_occurred() {
        Distribution tiny = Distribution.of(new double[] {-0.1, 0, 0.1}, 1);

        assertThat(tiny.classes(List.of(0.3, 0.4, 0.3), DEAD_ZONE, 0, 1, 1))
                .satisfiesExactly(
                        down -> assertThat(down).isCloseTo(0.3, within(1e-12)),
                        neutral -> assertThat(neutral).isCloseTo(0.4, within(1e-12)),
                        up -> assertThat(up).isCloseTo(0.3, within(1e-12)));
    }

    @Test
    void narrows_with_the_square_root_of_the_variance_left() {
        Distribution rest = moves.remaining(0.25, 0.25);

        assertThat(rest.quantile(0.9) - rest.quantile(0.1))
                .isCloseTo((moves.quantile(0.9) - moves.quantile(0.1)) / 2, within(1e-12));
        assertThat(rest.mean()).isCloseTo(moves.mean() / 4, within(1e-12));
    }
}
