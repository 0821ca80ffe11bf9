package io.aegismatrix.features.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;

class RollingTest {

    private static final double NONE = Double.NaN;

    @Test
    void computes_windows_by_hand() {
        double[] values = {1, 3, 2, 6, 4};
        assertThat(Rolling.sum(values, 3)).containsExactly(NONE, NONE, 6, 11, 12);
        assertThat(Rolling.mean(values, 2)).containsExactly(NONE, 2, 2.5, 4, 5);
        assertThat(Rolling.max(values, 3)).containsExactly(NONE, NONE, 3, 6, 6);
        assertThat(Rolling.min(values, 3)).containsExactly(NONE, NONE, 1, 2, 2);
        assertThat(Rolling.standardDeviation(values, 2)[1]).isCloseTo(Math.sqrt(2), within(1e-15));
        assertThat(Rolling.populationStandardDeviation(values, 2)[1]).isEqualTo(1);
        assertThat(Rolling.percentileRank(values, 5)[4]).isCloseTo(0.7, within(1e-15));
        assertThat(Rolling.percentileRank(new double[] {2, 2, 2, 2}, 4)[3]).isEqualTo(0.5);
    }

    @Test
    void agrees_with_commons_math_on_every_window() {
        double[] values = new Random(3).doubles(200).map(Math::log).toArray();
        int window = 30;
        double[] deviation = Rolling.standardDeviation(values, window);
        double[] max = Rolling.max(values, window);
        double[] min = Rolling.min(values, window);
        double[] skewness = Rolling.skewness(values, window);
        double[] third = Rolling.quantile(values, window, window, 1.0 / 3);
        Percentile linear = new Percentile(100.0 / 3).withEstimationType(EstimationType.R_7);
        for (int i = window - 1; i < values.length; i++) {
            double[] slice = Arrays.copyOfRange(values, i - window + 1, i + 1);
            DescriptiveStatistics oracle = new DescriptiveStatistics(slice);
            assertThat(deviation[i]).isCloseTo(oracle.getStandardDeviation(), within(1e-12));
            assertThat(max[i]).isEqualTo(oracle.getMax());
            assertThat(min[i]).isEqualTo(oracle.getMin());
            // commons-math gives the sample-adjusted coefficient.
            double adjust = (window - 2) / Math.sqrt(window * (window - 1.0));
            assertThat(skewness[i]).isCloseTo(oracle.getSkewness() * adjust, within(1e-10));
            assertThat(third[i]).isCloseTo(linear.evaluate(slice), within(1e-12));
        }
    }

    @Test
    void kurtosis_of_two_equally_likely_values_is_minus_two() {
        assertThat(Rolling.kurtosis(new double[] {1, -1, 1, -1}, 4)[3]).isCloseTo(-2, within(1e-12));
    }

    @Test
    void a_missing_value_spoils_exactly_the_windows_that_hold_it() {
        double[] values = {1, 2, NONE, 4, 5, 6};
        assertThat(Rolling.mean(values, 2)).containsExactly(NONE, 1.5, NONE, NONE, 4.5, 5.5);
        assertThat(Rolling.max(values, 2)).containsExactly(NONE, 2, NONE, NONE, 5, 6);
        assertThat(Rolling.min(values, 2)).containsExactly(NONE, 1, NONE, NONE, 4, 5);
        assertThat(Rolling.percentileRank(values, 2)).containsExactly(NONE, 0.75, NONE, NONE, 0.75, 0.75);
        assertThat(Rolling.zScore(values, 2)[3]).isNaN();
        assertThat(Rolling.skewness(values, 2)[3]).isNaN();
    }

    @Test
    void quantile_skips_missing_values_and_waits_for_the_minimum() {
        double[] values = {NONE, 4, 1, NONE, 3, 2};
        assertThat(Rolling.quantile(values, 4, 2, 0.5)).containsExactly(NONE, NONE, 2.5, 2.5, 3, 2);
    }

    @Test
    void tail_means_take_the_extremes_of_the_window() {
        double[] values = {5, 1, 3, NONE, 2, 9, 4, 4};
        assertThat(Rolling.largestMean(values, 3, 2)).containsExactly(NONE, NONE, 4, NONE, NONE, NONE, 6.5, 6.5);
        assertThat(Rolling.smallestMean(values, 3, 2)).containsExactly(NONE, NONE, 2, NONE, NONE, NONE, 3, 4);
        assertThatThrownBy(() -> Rolling.largestMean(values, 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count must be in [1, 3], was 4");
    }

    @Test
    void a_constant_that_is_no_binary_fraction_does_not_count_as_movement() {
        double[] values = new double[60];
        Arrays.fill(values, 0.1);
        assertThat(Rolling.zScore(values, 60)[59]).isZero();
        assertThat(Rolling.skewness(values, 60)[59]).isZero();
        assertThat(Rolling.kurtosis(values, 60)[59]).isZero();
    }

    @Test
    void refuses_a_window_below_the_least() {
        assertThatThrownBy(() -> Rolling.mean(new double[3], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, was 0");
        assertThatThrownBy(() -> Rolling.standardDeviation(new double[3], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2, was 1");
        assertThatThrownBy(() -> Rolling.quantile(new double[3], 5, 6, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minimum must be in [1, 5], was 6");
    }
}
