package io.aegismatrix.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantilesTest {

    private static final double[] VALUES = Lcg.uniform(101, 10);

    /** numpy 1.24.2: numpy.quantile (linear) of 101 numbers of {@link Lcg}. */
    @ParameterizedTest
    @CsvSource({
        "0,     0.0004005264490842819",
        "0.01,  0.0031536612659692764",
        "0.1,   0.1738802590407431",
        "0.25,  0.2706931633874774",
        "0.5,   0.5006919410079718",
        "0.9,   0.8907393291592598",
        "0.975, 0.9797607455402613",
        "1,     0.9811255438253284"
    })
    void equal_those_of_numpy(double level, double expected) {
        double[] before = VALUES.clone();
        assertThat(Quantiles.of(VALUES, level)).isCloseTo(expected, within(1e-15));
        assertThat(VALUES).isEqualTo(before);
    }

    @Test
    void rank_is_the_share_at_or_below() {
        // numpy 1.24.2: mean(x <= x[7]) and mean(x <= 0.3)
        assertThat(Quantiles.rank(VALUES, VALUES[7])).isCloseTo(0.8415841584158416, within(1e-15));
        assertThat(Quantiles.rank(VALUES, 0.3)).isCloseTo(0.297029702970297, within(1e-15));
        assertThat(Quantiles.rank(VALUES, -1)).isZero();
        assertThat(Quantiles.rank(VALUES, 2)).isEqualTo(1);
    }

    @Test
    void counts_sorted_values_below_one_and_up_to_it() {
        double[] sorted = {-2, -1, -1, 0, 3};
        for (double value : new double[] {-3, -2, -1.5, -1, -0.0, 0, 1, 3, 4}) {
            assertThat(Quantiles.below(sorted, value)).isEqualTo((int)
                    Arrays.stream(sorted).filter(each -> each < value).count());
            assertThat(Quantiles.atMost(sorted, value)).isEqualTo((int)
                    Arrays.stream(sorted).filter(each -> each <= value).count());
        }
        assertThat(Quantiles.below(new double[0], 1)).isZero();
    }

    @Test
    void of_one_value_is_that_value() {
        assertThat(Quantiles.of(new double[] {3}, 0.7)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void refuses_a_level_outside_the_unit_interval(double level) {
        assertThatThrownBy(() -> Quantiles.of(VALUES, level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("level must be in [0, 1], was " + level);
    }

    @Test
    void refuses_no_values() {
        assertThatThrownBy(() -> Quantiles.of(new double[0], 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Quantiles.rank(new double[0], 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
