package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Doubles;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.WalkForward;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StackingTest {

    private static final WalkForward PLAN = new WalkForward(0, 250, 1_450, 300, 5);
    private static final List<Double> BASE = List.of(0.35, 0.2, 0.45);

    /** A market where a forecaster knows the true odds, another one is noise; outcomes after row 1,439 are unknown. */
    private static Stacking collected(boolean skilled) {
        SplittableRandom random = new SplittableRandom(11);
        Stacking stacking = new Stacking("test", 2);
        for (WalkForward.Fold fold : PLAN.folds()) {
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                List<Double> truth = random.nextBoolean() ? List.of(0.6, 0.2, 0.2) : List.of(0.1, 0.2, 0.7);
                List<Double> noise = random.nextBoolean() ? List.of(0.6, 0.2, 0.2) : List.of(0.1, 0.2, 0.7);
                int label = drawn(skilled ? truth : BASE, random.nextDouble());
                stacking.add(fold.number(), row < 1_440 ? label : -1, row, row + 1, said(List.of(truth, noise)), BASE);
            }
        }
        return stacking;
    }

    private static double[][] said(List<List<Double>> models) {
        return models.stream().map(Doubles::toArray).toArray(double[][]::new);
    }

    private static int drawn(List<Double> odds, double uniform) {
        return uniform < odds.get(0) ? 0 : uniform < odds.get(0) + odds.get(1) ? 1 : 2;
    }

    @Test
    void trusts_the_model_that_knows_and_not_the_one_that_guesses() {
        Stacking.Verdict verdict = collected(true).judge(PLAN, 1, BASE);

        assertThat(verdict.weights().get(0)).isGreaterThan(0.8);
        assertThat(verdict.weights().get(1)).isLessThan(0.1);
        assertThat(verdict.logLoss().significant()).isTrue();
    }

    @Test
    void publishes_base_rates_in_the_first_fold_and_the_mixture_later() {
        Stacking.Verdict verdict = collected(true).judge(PLAN, 1, BASE);

        assertThat(verdict.published()).hasSize(1_200);
        assertThat(verdict.published().get(0).probabilities()).isEqualTo(BASE);
        assertThat(verdict.published().get(299).probabilities()).isEqualTo(BASE);
        assertThat(verdict.published().get(300).probabilities()).isNotEqualTo(BASE);
        assertThat(verdict.published())
                .allSatisfy(published -> assertThat(published.probabilities().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(1, within(1e-12)));
    }

    @Test
    void counts_only_known_outcomes_but_publishes_the_rest() {
        Stacking.Verdict verdict = collected(true).judge(PLAN, 1, BASE);

        assertThat(verdict.logLoss().n()).isEqualTo(1_190);
        assertThat(verdict.published().get(1_199).session()).isEqualTo(1_449);
    }

    @Test
    void publishes_base_rates_alone_where_nobody_knows() {
        Stacking.Verdict verdict = collected(false).judge(PLAN, 1, BASE);

        assertThat(verdict.weights()).containsExactly(0.0, 0.0);
        assertThat(verdict.logLoss().skill()).isZero();
        assertThat(verdict.published())
                .allSatisfy(published -> assertThat(published.probabilities()).isEqualTo(BASE));
    }

    @Test
    void gives_no_weight_for_what_few_independent_outcomes_seem_to_show() {
        int believed = 0;
        int published = 0;
        for (int seed = 0; seed < 40; seed++) {
            Stacking.Verdict verdict = overlapping(seed, 40).judge(PLAN, 40, BASE);
            believed += verdict.weights().stream().anyMatch(weight -> weight > 0) ? 1 : 0;
            published += verdict.logLoss().skill() == 0 ? 0 : 1;
        }
        assertThat(believed).as("of 40 markets where nobody knows").isLessThanOrEqualTo(4);
        assertThat(published).as("of which some fold was misled").isLessThanOrEqualTo(13);
    }

    /** Outcomes and two forecasters that guess, all of which stay the same for a horizon, as where horizons overlap. */
    private static Stacking overlapping(int seed, int horizon) {
        SplittableRandom random = new SplittableRandom(seed);
        Stacking stacking = new Stacking("test", 2);
        int label = 0;
        double[][] said = said(List.of());
        for (WalkForward.Fold fold : PLAN.folds()) {
            for (int row = fold.testStart(); row < fold.testEnd(); row++) {
                if ((row - PLAN.firstTest()) % horizon == 0) {
                    label = drawn(BASE, random.nextDouble());
                    said = said(List.of(guess(random), guess(random)));
                }
                stacking.add(fold.number(), row < 1_410 ? label : -1, row, row + horizon, said, BASE);
            }
        }
        return stacking;
    }

    private static List<Double> guess(SplittableRandom random) {
        return random.nextBoolean() ? List.of(0.5, 0.2, 0.3) : List.of(0.2, 0.2, 0.6);
    }

    @Test
    void refuses_to_judge_without_outcomes_or_with_another_number_of_models() {
        Stacking stacking = new Stacking("test", 1);
        assertThatThrownBy(() -> stacking.add(0, 1, 300, 301, said(List.of()), BASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 1 models, was 0");
        stacking.add(0, -1, 300, 301, said(List.of(BASE)), BASE);
        assertThatThrownBy(() -> stacking.judge(PLAN, 1, BASE))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("no outcome");
    }
}
