package io.aegismatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.engine.WalkForward.Fold;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WalkForwardTest {

    private static List<WalkForward> plans() {
        Random random = new Random(1);
        return random.ints(300, 0, 300)
                .mapToObj(first -> {
                    int folds = 1 + random.nextInt(12);
                    int end = first + WalkForward.minimumSessions(folds) + random.nextInt(3000);
                    return WalkForward.inFolds(first, end, folds, random.nextInt(25));
                })
                .toList();
    }

    @Test
    void no_fold_learns_from_an_outcome_within_the_embargo_of_its_test() {
        Random random = new Random(2);
        for (WalkForward plan : plans()) {
            for (Fold fold : plan.folds()) {
                for (int i = 0; i < 200; i++) {
                    int session = random.nextInt(plan.end());
                    int resolved = session + 1 + random.nextInt(40);
                    boolean allowed = session >= plan.firstSession() && resolved + plan.embargo() < fold.testStart();
                    assertThat(fold.trains(session, resolved)).isEqualTo(allowed);
                    assertThat(fold.trains(session, resolved) && fold.tests(session))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void folds_test_every_later_row_exactly_once_in_time_order() {
        for (WalkForward plan : plans()) {
            int next = plan.firstTest();
            for (Fold fold : plan.folds()) {
                assertThat(fold.testStart()).isEqualTo(next);
                assertThat(fold.testEnd()).isGreaterThan(fold.testStart());
                assertThat(plan.folds().get(fold.number())).isEqualTo(fold);
                next = fold.testEnd();
            }
            assertThat(next).isEqualTo(plan.end());
            for (int row = 0; row < plan.end(); row += 7) {
                int tested = row;
                assertThat(plan.folds().stream()
                                .filter(fold -> fold.tests(tested))
                                .count())
                        .isEqualTo(row >= plan.firstTest() ? 1 : 0);
            }
        }
    }

    @Test
    void training_parts_grow_from_one_anchor_and_start_with_enough_sessions() {
        for (WalkForward plan : plans()) {
            assertThat(plan.firstTest() - plan.firstSession())
                    .isBetween(WalkForward.MINIMUM_TRAINING_SESSIONS, WalkForward.PROTOCOL_TRAINING_SESSIONS);
            assertThat(plan.folds()).allMatch(fold -> fold.firstSession() == plan.firstSession());
        }
    }

    @Test
    void has_as_many_folds_as_asked_for() {
        for (int folds = 1; folds <= 12; folds++) {
            for (int spare = 0; spare < 400; spare++) {
                WalkForward plan = WalkForward.inFolds(20, 20 + WalkForward.minimumSessions(folds) + spare, folds, 5);
                assertThat(plan.folds()).hasSize(folds);
            }
        }
    }

    @Test
    void too_little_history_says_how_much_there_is_and_how_much_is_needed() {
        assertThatThrownBy(() -> WalkForward.inFolds(273, 600, 6, 5))
                .isInstanceOf(MarketDataException.class)
                .hasMessage(
                        "too little history to train on: 327 sessions with all inputs, at least 370 are needed; with"
                                + " the warm-up of the features that is 643 sessions in all, this history has 600");
        assertThatThrownBy(() -> WalkForward.inFolds(273, 200, 6, 5))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("0 sessions with all inputs");
    }

    @Test
    void a_short_history_has_fewer_folds_than_asked_for_and_none_that_is_too_short() {
        assertThat(WalkForward.inFolds(273, 643, 6, 5).folds()).hasSize(2);
        assertThat(WalkForward.inFolds(273, 883, 6, 5).folds()).hasSize(6);
        for (int sessions = 643; sessions < 1_500; sessions++) {
            WalkForward plan = WalkForward.inFolds(273, sessions, 6, 5);
            assertThat(plan.folds()).hasSizeBetween(2, 6);
            assertThat(plan.testSessions()).isGreaterThanOrEqualTo(WalkForward.MINIMUM_TEST_SESSIONS);
        }
    }

    @Test
    void refuses_parts_out_of_order() {
        assertThatThrownBy(() -> new WalkForward(10, 10, 20, 5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WalkForward(0, 10, 10, 5, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WalkForward(0, 10, 20, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WalkForward(0, 10, 20, 5, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WalkForward.inFolds(0, 1000, 0, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rolling_parts_reach_back_as_far_as_stated_and_never_before_the_first_session() {
        WalkForward rolling = new WalkForward(100, 400, 1_000, 100, 5).rolling(350);
        assertThat(rolling.folds().stream().map(Fold::firstSession)).containsExactly(100, 150, 250, 350, 450, 550);
        assertThat(rolling.folds().get(2).trains(249, 300)).isFalse();
        assertThat(rolling.folds().get(2).trains(250, 300)).isTrue();
        assertThatThrownBy(() -> new WalkForward(100, 400, 1_000, 100, 5).rolling(249))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rollingSessions must be at least 250, was 249");
    }

    @Test
    void carries_the_seed_of_its_run() {
        TrainingSettings settings = TrainingSettings.defaults().withSeed(99).withFolds(3);
        WalkForward plan = WalkForward.inFolds(10, 2_000, settings);
        assertThat(plan).isEqualTo(WalkForward.inFolds(10, 2_000, 3, 5).withSeed(99));
        assertThat(plan.rolling(300).seed()).isEqualTo(99);
    }

    @Test
    void a_random_split_cannot_be_expressed() {
        assertThat(Arrays.stream(WalkForward.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .filter(method -> Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName))
                .containsOnly("inFolds", "minimumSessions");
        assertThat(Arrays.stream(WalkForward.class.getRecordComponents()).map(RecordComponent::getType))
                .containsOnly(int.class, OptionalInt.class, long.class);
        assertThat(Fold.class.getRecordComponents()).allMatch(component -> component.getType() == int.class);
    }
}
