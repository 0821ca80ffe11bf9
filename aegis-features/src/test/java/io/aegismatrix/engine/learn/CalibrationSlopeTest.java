package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationSlopeTest {

    private static double[] noise(long seed, int n) {
        Random random = new Random(seed);
        return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static double[] sum(double[] one, double weight, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] + weight * other[i])
                .toArray();
    }

    @Test
    void agrees_with_least_squares_on_a_few_pairs() {
        double[] said = {-3, -2, -1, 0, 0, 1, 2, 3};
        double[] went = {-3, -1, -1, 0, 1, 0, 2, 2};
        double together = 9 + 2 + 1 + 0 + 0 + 0 + 4 + 6;
        double spread = 28;
        double slope = together / spread;
        double unexplained = 9 + 1 + 1 + 0 + 1 + 0 + 4 + 4 - slope * together;

        CalibrationSlope found = CalibrationSlope.of(said, went, 1);

        assertThat(found.slope()).isCloseTo(slope, within(1e-12));
        assertThat(found.certainty()).isCloseTo(1 - unexplained / spread / (8 - 4) / (slope * slope), within(1e-12));
        assertThat(found.share()).isCloseTo(slope * found.certainty(), within(1e-12));
    }

    @Test
    void a_forecast_that_is_right_is_believed_and_never_beyond_itself() {
        double[] said = noise(1, 400);
        CalibrationSlope timid = CalibrationSlope.of(said, sum(noise(2, 400), 3, said), 1);

        assertThat(timid.slope()).isCloseTo(3, within(0.2));
        assertThat(timid.certainty()).isBetween(0.98, 1.0);
        assertThat(timid.share()).isEqualTo(timid.certainty());
    }

    @Test
    void the_same_record_of_longer_horizons_proves_less() {
        double[] said = noise(1, 400);
        double[] went = sum(noise(2, 400), 0.6, said);
        double[] certainties = IntStream.of(1, 5, 20, 40, 90)
                .mapToDouble(h -> CalibrationSlope.of(said, went, h).certainty())
                .toArray();

        assertThat(certainties).isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(certainties[0]).isGreaterThan(0.95);
        assertThat(certainties[3]).isLessThan(0.8);
        assertThat(certainties[4]).isLessThan(certainties[3]);
    }

    @Test
    void noise_is_mostly_worth_nothing() {
        long believed = IntStream.range(0, 200)
                .filter(seed -> CalibrationSlope.of(noise(seed, 200), noise(1000 + seed, 200), 5)
                                .share()
                        > 0.25)
                .count();

        assertThat(believed).isLessThan(10);
    }

    @Test
    void too_few_independent_outcomes_or_a_forecast_that_points_the_wrong_way_prove_nothing() {
        double[] said = noise(1, 160);

        assertThat(CalibrationSlope.of(said, said, 40).certainty()).isZero();
        assertThat(CalibrationSlope.of(said, sum(noise(2, 160), -1, said), 1).share())
                .isZero();
        assertThat(CalibrationSlope.of(new double[0], new double[0], 1).share()).isZero();
    }

    @Test
    void leaves_out_what_is_not_known() {
        double[] said = noise(1, 60);
        double[] went = sum(noise(2, 60), 1, said);
        double[] withHoles = Arrays.copyOf(said, 62);
        withHoles[60] = Double.NaN;
        withHoles[61] = 1;
        double[] outcomes = Arrays.copyOf(went, 62);
        outcomes[60] = 1;
        outcomes[61] = Double.NEGATIVE_INFINITY;

        assertThat(CalibrationSlope.of(withHoles, outcomes, 1)).isEqualTo(CalibrationSlope.of(said, went, 1));
    }
}
