package io.aegismatrix.engine.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import io.aegismatrix.engine.ModelException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain Java scores against XGBoost4J 3.0.4's own, on the file it wrote and opened again. */
class TreeEnsembleTest {

    private static final int ROWS = 1200;
    private static final float[][] UNSEEN = TrainedTrees.unseen(ROWS);
    private static final Map<TrainedTrees, TreeEnsemble> TREES = new EnumMap<>(TrainedTrees.class);

    @BeforeAll
    static void grow() {
        for (TrainedTrees kind : TrainedTrees.values()) {
            TREES.put(kind, kind.grow());
        }
    }

    private static TreeEnsemble trees(TrainedTrees kind) {
        return Objects.requireNonNull(TREES.get(kind));
    }

    /** What XGBoost says about all unseen rows: one line a row. */
    private interface Question {
        float[][] ask(Booster booster, DMatrix rows) throws XGBoostError;
    }

    private static float[][] xgboost(TrainedTrees kind, Question question) throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(new ByteArrayInputStream(trees(kind).toBytes()));
        DMatrix rows = new DMatrix(Floats.concat(UNSEEN), ROWS, TrainedTrees.COLUMNS.size(), Float.NaN);
        try {
            rows.setFeatureNames(TrainedTrees.COLUMNS.toArray(String[]::new));
            if (kind.hasMargins()) {
                rows.setBaseMargin(margins());
            }
            return question.ask(booster, rows);
        } finally {
            rows.dispose();
            booster.dispose();
        }
    }

    private static float[] margins() {
        float[] margins = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            margins[row] = row % 7 / 3f - 1;
        }
        return margins;
    }

    private static float[] ownMargins(TrainedTrees kind, int row) {
        return kind.hasMargins()
                ? trees(kind).margins(UNSEEN[row], margins()[row])
                : trees(kind).margins(UNSEEN[row]);
    }

    @ParameterizedTest
    @EnumSource
    void margins_equal_those_of_xgboost_to_the_bit(TrainedTrees kind) throws XGBoostError, IOException {
        float[][] expected = xgboost(kind, (booster, rows) -> booster.predict(rows, true));
        for (int row = 0; row < ROWS; row++) {
            assertThat(ownMargins(kind, row)).as("row %d", row).containsExactly(expected[row]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void predictions_equal_those_of_xgboost_within_a_millionth(TrainedTrees kind) throws XGBoostError, IOException {
        float[][] expected = xgboost(kind, Booster::predict);
        double furthest = 0;
        for (int row = 0; row < ROWS; row++) {
            double[] own = kind.hasMargins()
                    ? trees(kind).predict(UNSEEN[row], margins()[row])
                    : trees(kind).predict(UNSEEN[row]);
            assertThat(own).hasSize(expected[row].length);
            for (int output = 0; output < own.length; output++) {
                furthest = Math.max(furthest, Math.abs(own[output] - expected[row][output]));
            }
        }
        assertThat(furthest).isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BINARY_WITH_MARGINS", "MEAN_WITH_MARGINS"})
    void contributions_equal_those_of_xgboost_and_add_up_to_the_margin(TrainedTrees kind)
            throws XGBoostError, IOException {
        TreeEnsemble trees = trees(kind);
        float[][] expected = xgboost(kind, (booster, rows) -> booster.predictContrib(rows, 0));
        int width = TrainedTrees.COLUMNS.size() + 1;
        double furthest = 0;
        double furthestSum = 0;
        for (int row = 0; row < ROWS; row++) {
            float[] margins = trees.margins(UNSEEN[row]);
            for (int output = 0; output < trees.outputs(); output++) {
                double[] own = trees.contributions(UNSEEN[row], output);
                furthestSum = Math.max(furthestSum, Math.abs(Arrays.stream(own).sum() - margins[output]));
                for (int column = 0; column < width; column++) {
                    furthest = Math.max(furthest, Math.abs(own[column] - expected[row][output * width + column]));
                }
            }
        }
        assertThat(furthest).isLessThan(1e-5);
        assertThat(furthestSum).isLessThan(1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void gain_equals_that_of_xgboost(TrainedTrees kind) throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(new ByteArrayInputStream(trees(kind).toBytes()));
        Map<String, Double> expected = booster.getScore("", "gain");
        booster.dispose();

        Map<String, Double> own = trees(kind).gain();

        assertThat(own.keySet()).isEqualTo(expected.keySet()).isNotEmpty();
        own.forEach((column, gain) ->
                assertThat(gain).as(column).isCloseTo(expected.getOrDefault(column, Double.NaN), within(1e-5 * gain)));
    }

    @Test
    void a_missing_value_takes_the_branch_the_file_says() {
        TreeEnsemble trees = trees(TrainedTrees.MEAN);
        long moved = Arrays.stream(TrainedTrees.unseen(300))
                .filter(row -> {
                    float[] complete = row.clone();
                    for (int column = 0; column < complete.length; column++) {
                        complete[column] = Float.isNaN(complete[column]) ? -2.4f : complete[column];
                    }
                    return !Arrays.equals(row, complete) && trees.margins(row)[0] != trees.margins(complete)[0];
                })
                .count();
        float[] unknown = new float[TrainedTrees.COLUMNS.size()];
        Arrays.fill(unknown, Float.NaN);

        assertThat(trees.margins(unknown)).hasSize(1);
        assertThat(moved).isBetween(1L, 299L);
    }

    @Test
    void one_ensemble_has_as_many_scores_as_classes_or_quantiles() {
        assertThat(trees(TrainedTrees.BINARY).outputs()).isEqualTo(1);
        assertThat(trees(TrainedTrees.CLASSES).outputs()).isEqualTo(3);
        assertThat(trees(TrainedTrees.QUANTILES).outputs()).isEqualTo(3);
        assertThat(trees(TrainedTrees.CLASSES).size() % 3).isZero();
        assertThat(trees(TrainedTrees.CLASSES).columns()).isEqualTo(TrainedTrees.COLUMNS);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_rows_grow_the_same_bytes(TrainedTrees kind) {
        assertThat(kind.grow().toBytes()).isEqualTo(trees(kind).toBytes());
    }

    @Test
    void refuses_a_row_of_another_width_and_an_output_it_does_not_have() {
        TreeEnsemble trees = trees(TrainedTrees.CLASSES);
        assertThatThrownBy(() -> trees.margins(new float[5]))
                .isInstanceOf(ModelException.class)
                .hasMessage("CLASSES: expected 6 values, was 5");
        assertThatThrownBy(() -> trees.contributions(new float[7], 0))
                .isInstanceOf(ModelException.class)
                .hasMessage("CLASSES: expected 6 values, was 7");
        assertThatThrownBy(() -> trees.contributions(new float[6], 3))
                .isInstanceOf(ModelException.class)
                .hasMessage("CLASSES: no output 3; there are 3");
    }

    @Test
    void changing_the_bytes_that_were_handed_out_changes_nothing() {
        TreeEnsemble trees = trees(TrainedTrees.BINARY);
        byte[] before = trees.toBytes();
        Arrays.fill(trees.toBytes(), (byte) 0);
        assertThat(trees.toBytes()).isEqualTo(before);
    }

    @Test
    void scoring_from_several_threads_gives_what_one_gives() {
        TreeEnsemble trees = trees(TrainedTrees.CLASSES);
        Random random = new Random(1);
        int[] picks = random.ints(4000, 0, ROWS).toArray();
        assertThat(Arrays.stream(picks).parallel().mapToObj(row -> Arrays.toString(trees.margins(UNSEEN[row]))))
                .containsExactly(Arrays.stream(picks)
                        .mapToObj(row -> Arrays.toString(trees.margins(UNSEEN[row])))
                        .toArray(String[]::new));
    }
}
