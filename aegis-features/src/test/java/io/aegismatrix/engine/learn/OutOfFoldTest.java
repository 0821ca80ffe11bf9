package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.metric.Losses;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {

    private static final int HORIZON = 5;
    private static final WalkForward PLAN = WalkForward.inFolds(0, 850, 4, 5);
    private static final List<Double> BASE = List.of(0.5, 0.5);

    /** A model that is right three times in four, saying so. */
    private static OutOfFold good(IntUnaryOperator change) {
        return good(change, Integer.MAX_VALUE);
    }

    /** The same, without outcomes that were not known before a session. */
    private static OutOfFold good(IntUnaryOperator change, int before) {
        Random random = new Random(1);
        OutOfFold forecasts = new OutOfFold("good");
        for (Fold fold : PLAN.folds()) {
            for (int session = fold.testStart(); session < fold.testEnd(); session++) {
                boolean up = random.nextBoolean();
                int label = random.nextInt(4) > 0 == up ? 1 : 0;
                int changed = change.applyAsInt(session) == 0 ? label : 1 - label;
                List<Double> model = up ? List.of(0.25, 0.75) : List.of(0.75, 0.25);
                if (session + HORIZON < before) {
                    forecasts.add(fold.number(), changed, session, session + HORIZON, model, BASE);
                }
            }
        }
        return forecasts;
    }

    private static OutOfFold.Verdict verdict(OutOfFold forecasts) {
        return forecasts.judge(PLAN, HORIZON, BASE);
    }

    private static double[] losses(OutOfFold.Verdict verdict) {
        return verdict.track().valuesKnownBy(Integer.MAX_VALUE);
    }

    @Test
    void a_good_model_gets_weight_and_skill() {
        OutOfFold.Verdict verdict = verdict(good(session -> 0));
        assertThat(verdict.weight()).isGreaterThan(0.5);
        assertThat(verdict.logLoss().significant()).isTrue();
        assertThat(verdict.auc()).isBetween(0.7, 0.8);
        assertThat(verdict.logLoss().n()).isEqualTo(PLAN.end() - PLAN.firstTest());
    }

    @Test
    void nothing_but_the_base_rate_is_published_until_a_blend_has_been_on_trial() {
        OutOfFold.Verdict verdict = verdict(good(session -> 0));
        double[] losses = losses(verdict);
        int first = 2 * PLAN.testSessions();
        for (int i = 0; i < first; i++) {
            assertThat(losses[i]).isCloseTo(Losses.log(0.5), within(1e-7));
        }
        assertThat(losses[first]).isNotCloseTo(Losses.log(0.5), within(1e-3));
    }

    @Test
    void the_labels_of_the_last_fold_do_not_change_earlier_losses() {
        Fold last = PLAN.folds().get(3);
        double[] before = losses(verdict(good(session -> 0)));
        double[] after = losses(verdict(good(session -> session >= last.testStart() ? 1 : 0)));
        int earlier = last.testStart() - PLAN.firstTest();
        assertThat(Arrays.copyOf(after, earlier)).isEqualTo(Arrays.copyOf(before, earlier));
        assertThat(after[earlier]).isNotEqualTo(before[earlier]);
    }

    @Test
    void an_outcome_not_yet_known_when_a_fold_begins_does_not_move_its_weight() {
        Fold last = PLAN.folds().get(3);
        double[] before = losses(verdict(good(session -> 0)));
        double[] after = losses(
                verdict(good(session -> session + HORIZON >= last.testStart() && session < last.testStart() ? 1 : 0)));
        for (int i = last.testStart() - PLAN.firstTest(); i < before.length; i++) {
            assertThat(after[i]).isEqualTo(before[i]);
        }
    }

    @Test
    void a_model_that_turns_wrong_ends_without_weight() {
        OutOfFold.Verdict verdict = verdict(good(session -> session >= PLAN.firstTest() + PLAN.testSessions() ? 1 : 0));
        assertThat(verdict.logLoss().skill()).as("it lost on trial already").isZero();
        assertThat(verdict.weight()).isZero();
        assertThat(verdict.logLoss().significant()).isFalse();
    }

    @Test
    void a_fold_publishes_with_the_weight_a_training_on_its_first_day_would_have_ended_with() {
        for (int turn : new int[] {850, 500, 620, 700}) {
            OutOfFold.Verdict whole = verdict(good(session -> session >= turn ? 1 : 0));
            for (Fold fold : PLAN.folds().subList(2, 4)) {
                double weight = verdict(good(session -> session >= turn ? 1 : 0, fold.testStart()))
                        .weight();
                whole.published().stream()
                        .filter(one -> fold.tests(one.session()))
                        .forEach(one -> assertThat(Math.abs(one.probabilities().get(1) - 0.5))
                                .isCloseTo(0.25 * weight, within(1e-12)));
            }
        }
    }

    @Test
    void open_forecasts_are_published_and_not_judged() {
        OutOfFold forecasts = good(session -> 0);
        OutOfFold.Verdict before = verdict(good(session -> 0));
        forecasts.addOpen(3, 850, List.of(0.1, 0.9), BASE);

        OutOfFold.Verdict after = verdict(forecasts);

        assertThat(after.logLoss()).isEqualTo(before.logLoss());
        assertThat(after.published()).hasSize(before.published().size() + 1);
        assertThat(after.published().get(after.published().size() - 1).session())
                .isEqualTo(850);
        assertThat(after.published()
                        .get(after.published().size() - 1)
                        .probabilities()
                        .get(1))
                .isGreaterThan(0.6);
        OutOfFold nothing = new OutOfFold("x");
        nothing.addOpen(3, 850, List.of(0.1, 0.9), BASE);
        assertThatThrownBy(() -> verdict(nothing)).hasMessageContaining("no outcome to test on");
    }

    @Test
    void refuses_to_judge_without_outcomes() {
        assertThatThrownBy(() -> verdict(new OutOfFold("seller_trap")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageStartingWith("seller_trap: no outcome to test on in the ")
                .hasMessageContaining("sessions with all inputs, 370 are the least");
    }
}
