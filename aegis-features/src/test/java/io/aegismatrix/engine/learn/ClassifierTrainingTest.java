package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.learn.OutOfFold.Verdict;
import io.aegismatrix.features.MissingClassException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whether training finds skill where it is, and only there. */
class ClassifierTrainingTest {

    private static final int SESSIONS = 900;
    private static final int HORIZON = 5;
    private static final List<String> COLUMNS = List.of("a", "b", "c", "d", "e", "leak");
    private static final WalkForward PLAN = WalkForward.inFolds(0, SESSIONS, 4, 5);

    /** What a row's label depends on: column a with some strength; what it tells about the label: the leak. */
    private static SupervisedRows rows(long seed, int classes, double signal, double leak) {
        Random random = new Random(seed);
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS);
        for (int session = 0; session + HORIZON < SESSIONS; session++) {
            double[] row = random.doubles(COLUMNS.size(), -1, 1).toArray();
            double score = signal * row[0] + random.nextGaussian();
            int label = classes == 2 ? (score > 0 ? 1 : 0) : score < -0.5 ? 0 : score < 0.5 ? 1 : 2;
            row[5] += leak * label;
            rows.add(row, label, session, session + HORIZON, 0);
        }
        return rows.build();
    }

    private static Verdict verdict(SupervisedRows rows, int classes, long seed) {
        BoostingSettings settings =
                (classes == 2 ? BoostingSettings.binary() : BoostingSettings.classes(classes)).withTrees(60, 2, 0.1);
        return ClassifierTraining.train(
                        "test", rows, rows, settings, PLAN, List.of(HORIZON), FoldWeights.Proof.GAIN, seed)
                .verdicts()
                .get(0);
    }

    @Test
    void noise_gets_no_edge_in_at_least_nine_of_ten_seeds() {
        int edges = 0;
        int weighted = 0;
        for (long seed = 0; seed < 40; seed++) {
            Verdict verdict = verdict(rows(seed, 2, 0, 0), 2, seed);
            assertThat(verdict.logLoss().skill()).isBetween(-0.03, 0.02);
            assertThat(verdict.auc()).isBetween(0.4, 0.6);
            edges += verdict.logLoss().significant() ? 1 : 0;
            weighted += verdict.weight() > 0.5 ? 1 : 0;
        }
        assertThat(edges).isLessThanOrEqualTo(4);
        assertThat(weighted).isLessThanOrEqualTo(10);
    }

    @Test
    void overlapping_outcomes_of_a_random_walk_get_no_edge_from_persistent_features() {
        int edges = 0;
        for (long seed = 0; seed < 40; seed++) {
            edges += verdict(overlapping(seed), 2, seed).logLoss().significant() ? 1 : 0;
        }
        assertThat(edges).isLessThanOrEqualTo(4);
    }

    /** Whether a random walk rises over the horizon, beside features that drift slowly and know nothing of it. */
    private static SupervisedRows overlapping(long seed) {
        Random random = new Random(seed);
        double[] moves = random.doubles(SESSIONS, -1, 1).toArray();
        double[] features = new double[COLUMNS.size()];
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS);
        for (int session = 0; session + HORIZON < SESSIONS; session++) {
            for (int column = 0; column < features.length; column++) {
                features[column] = 0.97 * features[column] + 0.24 * random.nextGaussian();
            }
            double sum = 0;
            for (int ahead = 1; ahead <= HORIZON; ahead++) {
                sum += moves[session + ahead];
            }
            rows.add(features, sum > 0 ? 1 : 0, session, session + HORIZON, 0);
        }
        return rows.build();
    }

    @Test
    void noise_in_three_classes_gets_no_edge() {
        for (long seed = 0; seed < 3; seed++) {
            Verdict verdict = verdict(rows(seed, 3, 0, 0), 3, seed);
            assertThat(verdict.logLoss().skill()).isBetween(-0.03, 0.02);
            assertThat(verdict.auc()).isNaN();
            assertThat(verdict.baseRates()).hasSize(3);
        }
    }

    @Test
    void a_planted_signal_gets_weight_and_an_edge() {
        for (int classes = 2; classes <= 3; classes++) {
            Verdict verdict = verdict(rows(7, classes, 3, 0), classes, 7);
            assertThat(verdict.weight()).isGreaterThan(0.5);
            assertThat(verdict.logLoss().significant()).isTrue();
            assertThat(verdict.logLoss().skill()).isGreaterThan(0.15);
        }
    }

    @Test
    void a_label_leaked_into_a_feature_shows_as_a_near_perfect_score() {
        Verdict verdict = verdict(rows(8, 2, 0, 5), 2, 8);
        assertThat(verdict.auc()).isGreaterThan(0.999);
        assertThat(verdict.weight()).isEqualTo(1);
        double[] hits = verdict.hits().valuesKnownBy(SESSIONS);
        assertThat(Arrays.stream(hits).skip(hits.length - 250L).average().orElseThrow())
                .as("the newest")
                .isGreaterThan(0.97);
    }

    @Test
    void forecasts_outcomes_the_trees_of_the_fold_could_not_have_known() {
        SupervisedRows rows = rows(9, 2, 3, 0);
        Verdict verdict = verdict(rows, 2, 9);
        assertThat(verdict.track().decisionRows()).doesNotHaveDuplicates().isSorted();
        assertThat(verdict.track().decisionRows()[0]).isEqualTo(PLAN.firstTest());
        assertThat(verdict.track().size()).isEqualTo(SESSIONS - HORIZON - PLAN.firstTest());
    }

    @Test
    void the_same_rows_and_seed_give_the_same_trees_and_verdict() {
        SupervisedRows rows = rows(10, 2, 1, 0);
        BoostingSettings settings = BoostingSettings.binary().withTrees(40, 2, 0.1);
        ClassifierTraining.Result first =
                ClassifierTraining.train("x", rows, rows, settings, PLAN, List.of(HORIZON), FoldWeights.Proof.GAIN, 3);
        ClassifierTraining.Result second =
                ClassifierTraining.train("x", rows, rows, settings, PLAN, List.of(HORIZON), FoldWeights.Proof.GAIN, 3);
        assertThat(second.trees().toBytes()).isEqualTo(first.trees().toBytes());
        assertThat(second.verdicts().get(0).logLoss())
                .isEqualTo(first.verdicts().get(0).logLoss());
    }

    @Test
    void margins_are_where_forecasts_start() {
        Random random = new Random(11);
        SupervisedRows.Builder builder = SupervisedRows.builder(List.of("noise"));
        for (int session = 0; session + HORIZON < SESSIONS; session++) {
            double margin = 2 * random.nextGaussian();
            boolean up = random.nextDouble() < 1 / (1 + Math.exp(-margin));
            builder.add(new double[] {random.nextGaussian()}, up ? 1 : 0, 1, margin, session, session + HORIZON, 0);
        }
        Verdict verdict = verdict(builder.build(), 2, 1);
        assertThat(verdict.auc()).isGreaterThan(0.75);
        assertThat(verdict.weight()).isGreaterThan(0.8);
    }

    @Test
    void base_rates_count_outcomes_from_before_there_were_inputs() {
        SupervisedRows late = rows(14, 2, 0, 0).where(session -> session >= 100);
        SupervisedRows.Builder all = SupervisedRows.builder(List.of());
        for (int session = 0; session < 100; session++) {
            all.add(new double[0], 1, session, session + HORIZON, 0);
        }
        int events = 0;
        int before = 0;
        for (int row = 0; row < late.size(); row++) {
            all.add(new double[0], late.label(row), late.session(row), late.resolved(row), 0);
            events += late.label(row) > 0 ? 1 : 0;
            before += late.label(row) > 0 && late.resolved(row) <= PLAN.firstTest() ? 1 : 0;
        }
        Verdict verdict = ClassifierTraining.train(
                        "test",
                        late,
                        all.build(),
                        BoostingSettings.binary().withTrees(5, 2, 0.1),
                        PLAN,
                        List.of(HORIZON),
                        FoldWeights.Proof.GAIN,
                        14)
                .verdicts()
                .get(0);
        assertThat(verdict.baseRates().get(1)).isEqualTo((100.0 + events) / (100 + late.size()), within(1e-12));
        int known = PLAN.firstTest() - HORIZON + 1;
        assertThat(verdict.published().get(0).probabilities().get(1))
                .as("the first fold publishes what was known that day, the hundred sessions without inputs counted")
                .isEqualTo((100 + before + 0.5) / (known + 1), within(1e-12));
    }

    @Test
    void publishes_base_rates_alone_while_a_class_has_not_happened() {
        SupervisedRows rows = rows(12, 2, 1, 0);
        int second = PLAN.folds().get(1).testStart();
        OutOfFold.Verdict verdict =
                verdict(rows.where(row -> rows.label(row) == 0 || rows.session(row) >= second), 2, 1);

        assertThat(verdict.published().get(0).session())
                .isEqualTo(PLAN.folds().get(0).testStart());
        verdict.published().stream()
                .filter(forecast -> forecast.session() < second)
                .forEach(forecast -> assertThat(forecast.probabilities().get(1)).isBetween(0.0, 0.01));
    }

    @Test
    void refuses_a_class_that_never_happened_and_labels_that_are_no_class() {
        SupervisedRows rows = rows(12, 2, 1, 0);
        assertThatThrownBy(() -> verdict(rows.where(row -> rows.label(row) == 1), 2, 1))
                .isInstanceOf(MissingClassException.class)
                .hasMessageStartingWith("test: class 0 of group 0 came 0 times in ");
        SupervisedRows three = rows(12, 3, 1, 0);
        assertThatThrownBy(() -> verdict(three, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test: label must be a class number below 2, was 2.0");
        SupervisedRows grouped =
                SupervisedRows.builder(COLUMNS).add(new double[6], 0, 0, 1, 1).build();
        assertThatThrownBy(() -> verdict(grouped, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test: group must be below 1, was 1");
    }
}
