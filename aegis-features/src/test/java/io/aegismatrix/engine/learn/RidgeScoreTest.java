package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.score.SafeTensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class RidgeScoreTest {

    private static SupervisedRows table(boolean classes) {
        SupervisedRows.Builder rows = SupervisedRows.builder(List.of("a", "b"));
        for (int i = 0; i < 60; i++) {
            double a = (i * 7) % 11;
            double b = (i * i) % 13;
            double number = 0.5 * a - 0.2 * b + (i * 5) % 7 * 0.3;
            double flag = (i * 5) % 7 + a > 8 ? 1 : 0;
            rows.add(new double[] {a, b}, classes ? flag : number, i, i + 1, 0);
        }
        return rows.build();
    }

    /** Golden values: scikit-learn 1.2.1, Ridge(alpha=10) on StandardScaler. */
    @Test
    void fits_the_ridge_regression_that_scikit_learn_fits() {
        SupervisedRows rows = table(false);
        RidgeScore line = RidgeScore.fit("test", rows, RidgeScore.Link.IDENTITY, 10);

        assertThat(line.of(rows.row(0))).isCloseTo(1.10328709, within(1e-6));
        assertThat(line.of(rows.row(1))).isCloseTo(3.91729791, within(1e-6));
        assertThat(line.of(rows.row(2))).isCloseTo(1.68261056, within(1e-6));
    }

    /** Golden values: scikit-learn 1.2.1, LogisticRegression(C=0.1) on StandardScaler. */
    @Test
    void fits_the_ridge_logistic_regression_that_scikit_learn_fits() {
        SupervisedRows rows = table(true);
        RidgeScore line = RidgeScore.fit("test", rows, RidgeScore.Link.LOGIT, 10);

        assertThat(line.of(rows.row(0))).isCloseTo(-1.47651541, within(1e-4));
        assertThat(line.of(rows.row(1))).isCloseTo(0.5651184, within(1e-4));
        assertThat(line.of(rows.row(2))).isCloseTo(-0.64781401, within(1e-4));
    }

    @Test
    void reads_a_line_back_as_it_was_written() {
        SupervisedRows rows = table(true);
        RidgeScore line = RidgeScore.fit("test", rows, RidgeScore.Link.LOGIT, 10);
        SafeTensors.Builder file = SafeTensors.builder();
        line.putInto(file, "line");
        RidgeScore read = RidgeScore.parse(SafeTensors.parse(file.build().toBytes(), "test"), "line", 2);

        assertThat(read.of(rows.row(5))).isCloseTo(line.of(rows.row(5)), within(1e-5));
    }

    @Test
    void does_not_follow_an_input_beyond_four_standard_deviations() {
        RidgeScore line = RidgeScore.fit("test", table(false), RidgeScore.Link.IDENTITY, 10);

        assertThat(line.of(new float[] {1_000, 6})).isEqualTo(line.of(new float[] {10_000, 6}));
    }

    @Test
    void scales_and_shifts_its_score() {
        SupervisedRows rows = table(false);
        RidgeScore line = RidgeScore.fit("test", rows, RidgeScore.Link.IDENTITY, 10);

        assertThat(line.scaled(-2, 3).of(rows.row(7))).isCloseTo(3 - 2 * line.of(rows.row(7)), within(1e-12));
    }

    @Test
    void contributions_and_the_score_of_the_means_add_up_to_the_score() {
        SupervisedRows rows = table(false);
        RidgeScore line = RidgeScore.fit("test", rows, RidgeScore.Link.IDENTITY, 10);
        double[] one = line.contributions(rows.row(3));
        double[] other = line.contributions(rows.row(9));

        assertThat(one[0] + one[1] - other[0] - other[1])
                .isCloseTo(line.of(rows.row(3)) - line.of(rows.row(9)), within(1e-12));
    }
}
