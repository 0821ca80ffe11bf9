package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.kit.LeakDetector;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.RidgeScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BuyerLearningTest {

    private static SupervisedRows table() {
        SupervisedRows.Builder rows = SupervisedRows.builder(List.of("a", "b"));
        for (int i = 0; i < 60; i++) {
            double a = (i * 7) % 11;
            double b = (i * i) % 13;
            double number = 0.5 * a - 0.2 * b + (i * 5) % 7 * 0.3;
            rows.add(new double[] {a, b}, number, i, i + 1, 0);
        }
        return rows.build();
    }

    @Test
    void turns_a_scale_into_win_odds_and_tails() {
        double[] ratios = new double[100];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (i + 0.5) / 50;
        }
        PayoffErrors errors = PayoffErrors.of(ratios);

        assertThat(errors.mean()).isCloseTo(1, within(1e-12));
        assertThat(errors.winProbability(1)).isCloseTo(0.5, within(1e-12));
        assertThat(errors.winProbability(2)).isCloseTo(75.5 / 101, within(1e-12));
        assertThat(errors.quantile(0.8, 0.95)).isCloseTo(0.8 * 1.891, within(1e-9));
    }

    private static SupervisedRows logRanges(double shift) {
        SupervisedRows numbers = table();
        SupervisedRows.Builder rows = SupervisedRows.builder(numbers.columns());
        for (int row = 0; row < numbers.size(); row++) {
            float[] values = numbers.row(row);
            rows.add(new double[] {values[0], values[1]}, (numbers.label(row) - shift) / 4, row, row + 1, 0);
        }
        return rows.build();
    }

    /** Golden values: scikit-learn 1.2.1, Ridge(alpha=1000) on StandardScaler; scipy 1.10.1, brentq for the shift. */
    @Test
    void turns_the_expected_range_into_log_odds_as_scikit_learn_and_scipy_do() {
        SupervisedRows rows = logRanges(2.5);
        RidgeScore line = RangeLine.fit("test", rows);

        assertThat(line.of(rows.row(0))).isCloseTo(-1.46028917, within(1e-5));
        assertThat(line.of(rows.row(1))).isCloseTo(-1.27357343, within(1e-5));
        assertThat(line.of(rows.row(2))).isCloseTo(-1.42278387, within(1e-5));
    }

    @Test
    void expects_as_many_breakouts_from_ranges_as_there_were() {
        SupervisedRows rows = logRanges(1.5);
        RidgeScore line = RangeLine.fit("test", rows);
        double expected = 0;
        double happened = 0;
        for (int row = 0; row < rows.size(); row++) {
            expected += 1 / (1 + Math.exp(-line.of(rows.row(row))));
            happened += rows.label(row) > Math.log(1.5) ? 1 : 0;
        }

        assertThat(happened).isBetween(1.0, 59.0);
        assertThat(expected).isCloseTo(happened, within(1e-5));
    }

    @Test
    void refuses_ranges_of_which_none_broke_out() {
        assertThatThrownBy(() -> RangeLine.fit("narrow", logRanges(100)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("narrow")
                .hasMessageContaining("was 0 of 60");
    }

    @Test
    void explains_the_log_odds_of_a_breakout_column_by_column() {
        FeatureSet features = BuyerFixture.features(BuyerFixture.TRAINED);
        VolatilityPath path = VolatilityPath.of(features);
        int first = Math.max(features.daily().firstCompleteRow(), path.firstRow());
        BreakoutRows rows = BreakoutRows.of(BuyerInputs.past(features, path), first);
        BreakoutModel model = BreakoutModel.fit(rows, BuyerWalk.breakoutSettings(), 8);
        float[] one = rows.breakouts().row(100);
        float[] other = rows.breakouts().row(300);

        assertThat(explained(model, one) - explained(model, other))
                .isCloseTo(logOdds(model, one) - logOdds(model, other), within(1e-4));
    }

    private static double explained(BreakoutModel model, float[] row) {
        return Arrays.stream(model.contributions(row, 1)).sum();
    }

    private static double logOdds(BreakoutModel model, float[] row) {
        double probability = model.predict(row, 1);
        return Math.log(probability / (1 - probability));
    }

    @Test
    void refuses_to_read_a_distribution_from_a_handful_of_straddles() {
        assertThatThrownBy(() -> PayoffErrors.of(new double[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 3");
    }

    @Test
    void trusts_a_regression_that_knows_and_ignores_one_that_guesses() {
        WalkForward plan = new WalkForward(0, 300, 900, 150, 5);

        assertThat(judge(plan, 0.1).weight()).isGreaterThan(0.7);
        assertThat(judge(plan, 0.1).skill().significant()).isTrue();
        assertThat(judge(plan, 5).weight()).isLessThan(0.2);
    }

    private static NumericOutOfFold.Verdict judge(WalkForward plan, double noise) {
        SplittableRandom random = new SplittableRandom(9);
        NumericOutOfFold forecasts = new NumericOutOfFold("test", NumericOutOfFold::squaredError);
        for (WalkForward.Fold fold : plan.folds()) {
            for (int session = fold.testStart(); session < fold.testEnd(); session++) {
                double outcome = random.nextGaussian();
                double model = outcome + noise * random.nextGaussian();
                forecasts.add(fold.number(), session, session + 1, model, 0, outcome);
            }
        }
        return forecasts.judge(plan, 1);
    }

    @Test
    void finds_no_skill_in_shuffled_breakouts() {
        Past past = Past.known();
        BreakoutRows straight = BreakoutRows.of(past.inputs(), past.first());
        BreakoutRows rows = new BreakoutRows(
                LeakDetector.shuffled(straight.breakouts(), 21), LeakDetector.shuffled(straight.ranges(), 21));
        SupervisedRows none = straight.breakouts().where(row -> false);

        List<OutOfFold.Verdict> verdicts =
                new BreakoutTraining(rows, none, past.plan(), BuyerWalk.breakoutSettings(), 4).walk();

        // A session breaks out once in twenty: the standard error of one AUC is 0.06, that of their mean half of it.
        assertThat(verdicts.stream().noneMatch(verdict -> verdict.logLoss().significant()))
                .isTrue();
        assertThat(verdicts.stream()
                        .mapToDouble(OutOfFold.Verdict::auc)
                        .average()
                        .orElseThrow())
                .isBetween(0.4, 0.6);
    }

    @Test
    void finds_no_skill_in_shuffled_sides_of_breakouts() {
        Past past = Past.known();
        SupervisedRows rows = LeakDetector.shuffled(SpikeRows.of(past.inputs(), past.first()), 22);

        OutOfFold.Verdict verdict =
                new SpikeTraining(past.inputs(), rows, past.plan(), BuyerWalk.spikeSettings(), 4).walk();

        assertThat(verdict.weight()).isZero();
        assertThat(verdict.logLoss().significant()).isFalse();
    }

    @Test
    void finds_no_skill_in_shuffled_straddles() {
        Past past = Past.known();
        SupervisedRows rows = LeakDetector.shuffled(ThetaRows.payoffs(past.inputs(), past.first(), 1), 23);
        SupervisedRows none = rows.where(row -> false);

        OutOfFold.Verdict verdict = new ThetaTraining(past.plan(), BuyerWalk.thetaSettings()).win(rows, none, 1, 4);

        assertThat(verdict.logLoss().significant()).isFalse();
        assertThat(verdict.auc()).isLessThan(0.6);
    }

    /** The past of the fixture's market as training sees it. */
    private record Past(BuyerInputs inputs, int first, WalkForward plan) {

        static Past known() {
            FeatureSet features = BuyerFixture.features(BuyerFixture.TRAINED);
            VolatilityPath path = VolatilityPath.of(features);
            int first = Math.max(features.daily().firstCompleteRow(), path.firstRow());
            return new Past(
                    BuyerInputs.past(features, path),
                    first,
                    WalkForward.inFolds(first, features.history().size(), 3, 5));
        }
    }
}
