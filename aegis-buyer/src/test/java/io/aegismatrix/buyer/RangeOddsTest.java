package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.features.MarketNow;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class RangeOddsTest {

    /** Feller's own series (1951, equation 4.3 integrated): an independent form of the same law. */
    private static double feller(double width) {
        NormalDistribution normal = new NormalDistribution();
        double sum = 0;
        for (int k = 1; k < 200; k++) {
            sum += (k % 2 == 1 ? 1 : -1) * k * (1 - normal.cumulativeProbability(k * width));
        }
        return 8 * sum;
    }

    @Test
    void agrees_with_the_range_law_of_feller() {
        for (double width = 0.6; width < 4; width += 0.2) {
            assertThat(RangeOdds.ofWholePath(width, 1)).isCloseTo(feller(width), within(2e-4));
        }
    }

    @Test
    void agrees_with_simulated_paths_from_inside_a_range() {
        SplittableRandom random = new SplittableRandom(3);
        int paths = 4000;
        int passed = 0;
        for (int path = 0; path < paths; path++) {
            passed += passes(random, 0.2, 0.5, 1.6) ? 1 : 0;
        }

        assertThat(RangeOdds.given(0.2, 0.5, 1.6, 1)).isCloseTo((double) passed / paths, within(0.03));
    }

    private static boolean passes(SplittableRandom random, double above, double below, double width) {
        int steps = 2000;
        double highest = above;
        double lowest = -below;
        double at = 0;
        for (int step = 0; step < steps; step++) {
            at += random.nextGaussian() / Math.sqrt(steps);
            highest = Math.max(highest, at);
            lowest = Math.min(lowest, at);
        }
        return highest - lowest > width;
    }

    @Test
    void is_certain_once_the_range_has_passed_and_impossible_when_nothing_is_to_come() {
        assertThat(RangeOdds.given(0.7, 0.4, 1, 0)).isEqualTo(1);
        assertThat(RangeOdds.given(0.4, 0.4, 1, 0)).isZero();
    }

    @Test
    void rises_with_the_range_so_far_and_with_what_is_to_come() {
        double last = 0;
        for (double range = 0; range <= 1; range += 0.1) {
            double odds = RangeOdds.given(range / 2, range / 2, 1, 0.4);
            assertThat(odds).isGreaterThan(last - 1e-9);
            last = odds;
        }
        assertThat(RangeOdds.given(0.3, 0.3, 1, 0.5)).isGreaterThan(RangeOdds.given(0.3, 0.3, 1, 0.3));
    }

    @Test
    void finds_the_deviation_that_gives_a_probability() {
        for (double probability = 0.02; probability < 0.9; probability += 0.08) {
            double deviation = RangeOdds.deviationFor(1, probability);
            assertThat(RangeOdds.ofWholePath(1, deviation)).isCloseTo(probability, within(1e-11));
        }
    }

    @Test
    void a_path_that_never_passes_or_always_does_has_the_smallest_and_the_largest_deviation_there_is() {
        assertThat(RangeOdds.deviationFor(1, 0)).isZero();
        assertThat(RangeOdds.ofWholePath(1, RangeOdds.deviationFor(1, 1))).isCloseTo(1, within(1e-9));
    }

    @Test
    void carries_the_odds_before_the_open_into_the_session_without_a_jump() {
        MarketNow.Path opening = new MarketNow.Path(24_000, 24_000, 24_000, 1);
        MarketNow.Path closing = new MarketNow.Path(24_100, 23_900, 24_050, 0);
        MarketNow.Path wide = new MarketNow.Path(24_300, 23_900, 24_000, 0.8);

        double deviation = RangeOdds.deviationFor(1, 0.11);

        assertThat(BreakoutBlock.inSession(opening, 350, deviation)).isCloseTo(0.11, within(1e-6));
        assertThat(BreakoutBlock.inSession(closing, 350, deviation)).isZero();
        assertThat(BreakoutBlock.inSession(wide, 350, deviation)).isEqualTo(1);
    }
}
