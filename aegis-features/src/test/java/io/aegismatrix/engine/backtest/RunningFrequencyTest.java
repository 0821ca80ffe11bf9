package io.aegismatrix.engine.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Golden numbers from pandas 1.5.3: {@code y.shift(3).expanding(250).mean()}. */
final class RunningFrequencyTest {

    private static final RunningFrequency EVERY_SEVENTH = new RunningFrequency(400, 3, row -> row % 7 == 0 ? 1 : 0);

    @Test
    void is_unknown_until_250_outcomes_are_known() {
        assertThat(EVERY_SEVENTH.at(251)).isNaN();
        assertThat(EVERY_SEVENTH.at(252)).isCloseTo(0.144, within(1e-12));
    }

    @Test
    void counts_what_was_known_by_then_and_nothing_later() {
        assertThat(EVERY_SEVENTH.at(253)).isCloseTo(0.14342629482071714, within(1e-12));
        assertThat(EVERY_SEVENTH.at(399)).isCloseTo(0.14357682619647355, within(1e-12));
        RunningFrequency otherFuture = new RunningFrequency(400, 3, row -> row > 300 || row % 7 == 0 ? 1 : 0);
        assertThat(otherFuture.at(303)).isEqualTo(EVERY_SEVENTH.at(303));
        assertThat(otherFuture.at(305)).isGreaterThan(EVERY_SEVENTH.at(305));
    }

    @Test
    void leaves_out_outcomes_that_are_not_known() {
        RunningFrequency gaps = new RunningFrequency(600, 1, row -> row % 2 == 0 ? Double.NaN : 1);
        assertThat(gaps.at(499)).isNaN();
        assertThat(gaps.at(500)).isEqualTo(1);
    }
}
