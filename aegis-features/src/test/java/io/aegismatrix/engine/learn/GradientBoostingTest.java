package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.metric.RocAuc;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientBoostingTest {

    private static final List<String> COLUMNS = List.of("a", "b", "c", "d");

    /** One row a session, resolved the session after; the label is 1 where signal plus noise is positive. */
    private static SupervisedRows rows(long seed, int count, double signal) {
        Random random = new Random(seed);
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS);
        for (int session = 0; session < count; session++) {
            double[] row = random.doubles(COLUMNS.size(), -2, 2).toArray();
            double score = signal * (row[0] + Math.sin(2 * row[1])) + random.nextGaussian();
            rows.add(row, score > 0 ? 1 : 0, session, session + 1, 0);
        }
        return rows.build();
    }

    private static double auc(TreeEnsemble trees, SupervisedRows unseen) {
        double[] scores = new double[unseen.size()];
        boolean[] outcomes = new boolean[unseen.size()];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = trees.predict(unseen.row(row))[0];
            outcomes[row] = unseen.label(row) == 1;
        }
        return RocAuc.of(scores, outcomes);
    }

    @Test
    void early_stopping_finds_few_rounds_on_noise_and_many_on_a_signal() {
        int noisy = 0;
        int telling = 0;
        for (long seed = 0; seed < 5; seed++) {
            noisy += GradientBoosting.fit("noise", rows(seed, 1000, 0), BoostingSettings.binary(), seed)
                    .size();
            telling += GradientBoosting.fit("signal", rows(seed, 1000, 2), BoostingSettings.binary(), seed)
                    .size();
        }
        assertThat(noisy / 5).isLessThan(40);
        assertThat(telling / 5).isGreaterThan(150);
    }

    @Test
    void learns_a_planted_signal_and_nothing_from_noise() {
        TreeEnsemble telling = GradientBoosting.fit("signal", rows(1, 1500, 2), BoostingSettings.binary(), 1);
        TreeEnsemble noise = GradientBoosting.fit("noise", rows(1, 1500, 0), BoostingSettings.binary(), 1);

        assertThat(auc(telling, rows(2, 2000, 2))).isGreaterThan(0.9);
        assertThat(telling.gain().get("a")).isGreaterThan(telling.gain().getOrDefault("c", 0.0) * 5);
        assertThat(auc(noise, rows(2, 2000, 0))).isBetween(0.45, 0.55);
    }

    @Test
    void quantiles_hold_their_share_of_unseen_outcomes() {
        BoostingSettings settings = BoostingSettings.quantiles(List.of(0.1, 0.5, 0.9));
        TreeEnsemble trees = GradientBoosting.fit("move", quantities(3, 3000), settings, 1);
        SupervisedRows unseen = quantities(4, 3000);
        double[] below = new double[3];
        for (int row = 0; row < unseen.size(); row++) {
            double[] quantiles = trees.predict(unseen.row(row));
            for (int i = 0; i < 3; i++) {
                below[i] += unseen.label(row) <= quantiles[i] ? 1.0 / unseen.size() : 0;
            }
        }
        assertThat(below[0]).isBetween(0.07, 0.13);
        assertThat(below[1]).isBetween(0.46, 0.54);
        assertThat(below[2]).isBetween(0.87, 0.93);
    }

    private static SupervisedRows quantities(long seed, int count) {
        Random random = new Random(seed);
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS);
        for (int session = 0; session < count; session++) {
            double[] row = random.doubles(COLUMNS.size(), -2, 2).toArray();
            rows.add(row, row[0] + (1 + 0.5 * row[1]) * random.nextGaussian(), session, session + 1, 0);
        }
        return rows.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void a_monotone_column_never_moves_the_score_the_other_way(int sign) {
        BoostingSettings settings =
                BoostingSettings.binary().withTrees(100, 4, 0.1).withMonotone(Map.of("b", sign));
        TreeEnsemble trees = GradientBoosting.fit("monotone", rows(5, 1500, 2), settings, 1);
        TreeEnsemble free = GradientBoosting.fit(
                "free", rows(5, 1500, 2), BoostingSettings.binary().withTrees(100, 4, 0.1), 1);

        assertThat(worstStep(trees, sign)).isZero();
        assertThat(worstStep(free, sign)).isGreaterThan(0.1);
    }

    /** The largest step against {@code sign} when column b sweeps upwards, over many settings of the others. */
    private static double worstStep(TreeEnsemble trees, int sign) {
        Random random = new Random(6);
        double worst = 0;
        for (int i = 0; i < 100; i++) {
            float[] row = new float[COLUMNS.size()];
            for (int column = 0; column < row.length; column++) {
                row[column] = (float) (4 * random.nextDouble() - 2);
            }
            row[1] = -3;
            float before = trees.margins(row)[0];
            for (float value = -3; value <= 3; value += 0.05f) {
                row[1] = value;
                float now = trees.margins(row)[0];
                worst = Math.max(worst, sign * (before - now));
                before = now;
            }
        }
        return worst;
    }

    @Test
    void the_seed_decides_the_bytes() {
        SupervisedRows rows = rows(7, 500, 1);
        byte[] first =
                GradientBoosting.fit("x", rows, BoostingSettings.binary(), 1).toBytes();
        assertThat(GradientBoosting.fit("x", rows, BoostingSettings.binary(), 1).toBytes())
                .isEqualTo(first);
        assertThat(GradientBoosting.fit("x", rows, BoostingSettings.binary(), 2).toBytes())
                .isNotEqualTo(first);
        assertThat(GradientBoosting.fit("x", rows, BoostingSettings.binary(), -9)
                        .size())
                .isPositive();
    }

    @Test
    void learns_from_few_rows_without_a_tail_to_stop_on() {
        TreeEnsemble trees = GradientBoosting.fit("few", rows(8, 80, 2), BoostingSettings.binary(), 1);
        assertThat(trees.size()).isEqualTo(BoostingSettings.binary().maximumRounds() / 4);
    }

    @Test
    void refuses_what_it_cannot_learn_from() {
        SupervisedRows none = SupervisedRows.builder(COLUMNS).build();
        assertThatThrownBy(() -> GradientBoosting.fit("empty", none, BoostingSettings.binary(), 1))
                .isInstanceOf(ModelException.class)
                .hasMessage("empty: no row to learn from");
        BoostingSettings unknown = BoostingSettings.binary().withMonotone(Map.of("z", 1));
        assertThatThrownBy(() -> GradientBoosting.fit("x", rows(1, 100, 1), unknown, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no column named z to be monotone in; there are [a, b, c, d]");
        SupervisedRows impossible = SupervisedRows.builder(List.of("a"))
                .add(new double[] {1}, 2, 0, 1, 0)
                .add(new double[] {2}, 2, 1, 2, 0)
                .build();
        assertThatThrownBy(() -> GradientBoosting.fit("impossible", impossible, BoostingSettings.binary(), 1))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("impossible: XGBoost failed: ");
    }

    @Test
    void settings_refuse_values_outside_their_range() {
        assertThatThrownBy(() -> BoostingSettings.binary().withTrees(0, 3, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 0 and 3");
        assertThatThrownBy(() -> BoostingSettings.binary().withTrees(1, 3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learningRate");
        assertThatThrownBy(() -> BoostingSettings.binary().withMonotone(Map.of("a", 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("{a=2}");
        assertThatThrownBy(() -> BoostingSettings.quantiles(List.of(0.1, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0.1, 1.0]");
        assertThatThrownBy(() -> BoostingSettings.binary().withMinimumChildWeight(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1.0");
    }
}
