package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.MarketHistory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectionTargetsTest {

    private static final int FIVE_SESSIONS = 2;

    private final MarketHistory history = history();
    private final DirectionTargets targets = DirectionTargets.of(history);

    private static MarketHistory history() {
        MarketSnapshot snapshot = MarketFixtures.snapshot(300);
        return MarketHistory.of(snapshot.daily(), snapshot.volatilityIndex());
    }

    @Test
    void does_not_know_an_outcome_before_its_horizon_has_passed() {
        assertThat(targets.label(100, FIVE_SESSIONS, 104)).isEqualTo(-1);
        assertThat(targets.label(100, FIVE_SESSIONS, 105)).isBetween(0, 2);
    }

    @Test
    void weighs_a_label_that_stands_alone_more_than_crowded_ones() {
        // Windows 101–105, 102–106 and 151–155: the first two share four of five sessions.
        float[][] weights = targets.uniqueness(new int[] {100, 101, 150}, 299);
        double crowded = (4 * 0.5 + 1) / 5;
        double mean = (2 * crowded + 1) / 3;

        assertThat((double) weights[0][FIVE_SESSIONS]).isCloseTo(crowded / mean, within(1e-6));
        assertThat((double) weights[1][FIVE_SESSIONS]).isCloseTo(crowded / mean, within(1e-6));
        assertThat((double) weights[2][FIVE_SESSIONS]).isCloseTo(1 / mean, within(1e-6));
    }

    @Test
    void weighs_1_on_average_over_every_horizon_and_0_where_the_outcome_is_unknown() {
        int[] rows = IntStream.range(50, 299).toArray();
        float[][] weights = targets.uniqueness(rows, 299);

        for (int head = 0; head < 6; head++) {
            int column = head;
            assertThat(IntStream.range(0, rows.length)
                            .mapToDouble(i -> weights[i][column])
                            .filter(weight -> weight > 0)
                            .average()
                            .orElseThrow())
                    .isCloseTo(1, within(1e-5));
        }
        assertThat(weights[rows.length - 1][FIVE_SESSIONS]).isZero();
    }

    @Test
    void holds_nothing_impossible_before_every_class_has_occurred() {
        assertThat(targets.running(FIVE_SESSIONS).knownBy(0))
                .allSatisfy(rate -> assertThat(rate).isCloseTo(1.0 / 3, within(1e-12)));
    }

    @Test
    void states_frequencies_of_outcomes_known_by_then_only() {
        DirectionTargets.Running running = targets.running(FIVE_SESSIONS);
        List<Double> early = running.knownBy(120);
        int[] counts = new int[3];
        int known = 0;
        for (int row = 0; row + 5 <= 120; row++) {
            int label = targets.label(row, FIVE_SESSIONS, 120);
            if (label >= 0) {
                counts[label]++;
                known++;
            }
        }
        assertThat(early.get(2)).isCloseTo((double) counts[2] / known, within(1e-12));
        assertThat(running.knownBy(250).stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(1, within(1e-12));
    }
}
