package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.features.MarketHistory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final int LAST = 399;

    private final int[] rows = IntStream.range(150, LAST).toArray();
    private final DirectionTargets targets = targets();

    private static DirectionTargets targets() {
        MarketSnapshot snapshot = MarketFixtures.snapshot(LAST + 1);
        return DirectionTargets.of(MarketHistory.of(snapshot.daily(), snapshot.volatilityIndex()));
    }

    /** Says {@code sure} of one class, of which {@code truth} says whether it is the one that happens. */
    private double[][][] forecasts(double sure, boolean truth) {
        SplittableRandom random = new SplittableRandom(5);
        double[][][] forecasts = new double[rows.length][6][3];
        for (int i = 0; i < rows.length; i++) {
            for (int head = 0; head < 6; head++) {
                int label = targets.label(rows[i], head, LAST);
                Arrays.fill(forecasts[i][head], (1 - sure) / 2);
                forecasts[i][head][truth && label >= 0 ? label : random.nextInt(3)] = sure;
            }
        }
        return forecasts;
    }

    @Test
    void trusts_a_network_that_knows() {
        assertThat(Calibration.fit(forecasts(0.7, true), rows, targets, LAST).shares())
                .allSatisfy(share -> assertThat(share).isGreaterThan(0.5));
    }

    @Test
    void does_not_trust_one_that_is_sure_of_noise() {
        assertThat(Calibration.fit(forecasts(0.7, false), rows, targets, LAST).shares())
                .containsOnly(0.0);
    }

    @Test
    void says_the_base_rates_where_it_does_not_trust() {
        Calibration calibration = new Calibration(List.of(0.0, 0.5));
        double[] network = {0.8, 0.1, 0.1};
        List<Double> base = List.of(0.4, 0.2, 0.4);

        assertThat(calibration.apply(0, network, base)).containsExactly(0.4, 0.2, 0.4);
        assertThat(calibration.apply(1, network, base)[0]).isCloseTo(0.6, within(1e-12));
    }
}
