package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.kit.LeakDetector;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.ClassifierTraining;
import io.aegismatrix.engine.learn.FoldWeights;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.MissingClassException;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import io.aegismatrix.features.label.TrapLabels;
import io.aegismatrix.seller.BreachModel.Side;
import io.aegismatrix.seller.BreachModel.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What the models are shown, and what they make of noise. */
class SellerModelsTest {

    private static final SellerHistory PAST = new SellerHistory(Invented.HISTORY);
    private static final WalkForward PLAN = Invented.plan(PAST, Invented.HISTORY);

    @Test
    void labels_a_trap_row_by_the_ten_sessions_after_it() {
        MarketHistory history = Invented.HISTORY.history();
        SupervisedRows rows = TrapModel.rows(Invented.HISTORY, PAST);

        assertThat(rows.size()).isEqualTo(history.size() - TrapLabels.HORIZON - PAST.firstRow());
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.session(i);
            double sum = 0;
            for (int day = row + 1; day <= row + 10; day++) {
                sum += history.variance(day);
            }
            boolean trap = Math.sqrt(25.2 * sum) > history.vix(row) / 100;
            assertThat(rows.label(i)).isEqualTo(trap ? 1 : 0);
            assertThat(rows.resolved(i)).isEqualTo(row + 10);
        }
    }

    @Test
    void shows_the_models_nothing_that_a_later_session_changes() {
        int row = Invented.HISTORY.decisionRow() - 60;
        FeatureSet other = Invented.otherFutureAfter(row, 0.9);
        SupervisedRows before = TrapModel.rows(Invented.HISTORY, PAST);
        SupervisedRows after = TrapModel.rows(other, new SellerHistory(other));

        for (int i = 0; before.session(i) <= row; i++) {
            assertThat(after.row(i)).isEqualTo(before.row(i));
        }
    }

    @Test
    void learns_nothing_from_shuffled_labels() {
        SupervisedRows rows = TrapModel.rows(Invented.HISTORY, PAST);
        SupervisedRows shuffled = LeakDetector.shuffled(rows, 3);
        OutOfFold.Verdict verdict = ClassifierTraining.train(
                        "shuffled",
                        shuffled,
                        shuffled,
                        BoostingSettings.binary(),
                        PLAN,
                        List.of(TrapLabels.HORIZON),
                        FoldWeights.Proof.GAIN,
                        1)
                .verdicts()
                .get(0);

        assertThat(verdict.weight()).isLessThanOrEqualTo(0.15);
        assertThat(verdict.logLoss().significant()).isFalse();
        assertThat(verdict.auc()).isBetween(0.4, 0.6);
    }

    @Test
    void learns_no_regime_from_shuffled_labels() {
        RegimeLabels labels = RegimeLabels.of(Invented.HISTORY.history());
        SupervisedRows rows = LeakDetector.shuffled(RegimeModel.rows(Invented.HISTORY, PAST, labels), 4);
        SupervisedRows none = rows.where(row -> false);

        OutOfFold.Verdict verdict = new RegimeTraining(Invented.HISTORY, PAST, labels, rows, none, 1).walk(PLAN);

        assertThat(verdict.weight()).isLessThanOrEqualTo(0.15);
        assertThat(verdict.logLoss().significant()).isFalse();
    }

    @Test
    void publishes_and_judges_the_rules_of_thumb_alone_while_a_regime_has_not_come() {
        RegimeLabels labels = RegimeLabels.of(Invented.HISTORY.history());
        SupervisedRows all = RegimeModel.rows(Invented.HISTORY, PAST, labels);
        int last = PLAN.folds().get(PLAN.folds().size() - 1).testStart();
        SupervisedRows rows =
                all.where(row -> all.label(row) != RegimeClass.HIGH.position() || all.session(row) >= last);
        SupervisedRows none = rows.where(row -> false);

        OutOfFold.Verdict verdict = new RegimeTraining(Invented.HISTORY, PAST, labels, rows, none, 1).walk(PLAN);

        assertThat(verdict.published().get(0).session()).isLessThan(last);
        assertThat(verdict.logLoss().n()).isEqualTo(verdict.published().size());
        assertThat(verdict.logLoss().skill()).as("nothing but the baseline").isZero();
        assertThat(verdict.weight()).isZero();
        SupervisedRows never = rows.where(row -> rows.label(row) != RegimeClass.HIGH.position());
        assertThatThrownBy(() -> new RegimeTraining(Invented.HISTORY, PAST, labels, never, none, 1).walk(PLAN))
                .isInstanceOf(MissingClassException.class)
                .hasMessageStartingWith(
                        "seller_regime: a regime of HIGH came 0 times in " + never.size() + " sessions");
    }

    @Test
    void lets_breach_odds_fall_with_distance_and_rise_with_the_horizon_column() {
        TreeEnsemble trees = TreeEnsemble.parse(Invented.bundle().file("seller_breach.ubj"), SellerFiles.BREACH);
        int distance = trees.columns().indexOf("distance");
        int horizon = trees.columns().indexOf("log_horizon");
        for (int row = PAST.firstRow(); row < Invented.HISTORY.history().size(); row += 97) {
            float[] values =
                    BreachModel.INPUTS.floats(Invented.HISTORY.daily(), row, new double[] {1, Math.log(5), 0, 0, 0, 0});
            double before = 1;
            for (double step = 0.1; step < 4; step += 0.1) {
                values[distance] = (float) step;
                double odds = trees.predict(values, 0)[0];
                assertThat(odds).isLessThanOrEqualTo(before);
                before = odds;
            }
            before = 0;
            for (int h : new int[] {1, 5, 10, 20, 30}) {
                values[horizon] = (float) Math.log(h);
                double odds = trees.predict(values, 0)[0];
                assertThat(odds).isGreaterThanOrEqualTo(before);
                before = odds;
            }
        }
    }

    @Test
    void starts_breach_odds_from_the_share_of_past_paths_that_went_as_far() {
        Excursions excursions = Invented.excursions();
        int row = Invented.HISTORY.decisionRow();
        Situation situation = Invented.situation(Invented.HISTORY);
        State state = new State(Invented.HISTORY, row, 5, situation.reach(5), situation.index(5), excursions, 1);
        int paths = excursions.paths(5);

        assertThat(state.empirical(Side.EITHER, false, 1, 1))
                .isCloseTo((excursions.touch(5, 1, 1).either() * paths + 0.5) / (paths + 1), within(1e-12));
        assertThat(state.empirical(Side.UP, true, 99, 99)).isPositive().isLessThan(0.01);
        assertThat(state.unit())
                .isEqualTo(PathsAhead.of(Invented.situation(Invented.HISTORY), excursions, Optional.empty())
                        .unit(5));
    }

    @Test
    void learns_breaches_only_from_paths_that_had_ended() {
        int lastKnown = PLAN.folds().get(0).testStart() - 1 - PLAN.embargo();
        SupervisedRows rows = BreachModel.rows(
                Invented.HISTORY,
                PAST,
                HindsightOdds.knownBy(lastKnown, PAST),
                BreachModel.known(PLAN.folds().get(0)),
                lastKnown);

        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.resolved(i)).isLessThanOrEqualTo(lastKnown);
        }
    }

    @Test
    void compares_the_regime_with_persistence_on_the_same_sessions() {
        assertThat(Invented.tracks().track("regime_error_against_persistence").decisionRows())
                .isEqualTo(Invented.tracks().track("regime").decisionRows());
        assertThat(Invented.tracks().track("regime_error_against_vix_tercile").decisionRows())
                .isEqualTo(Invented.tracks().track("regime").decisionRows());
    }

    @Test
    void measures_persistence_on_resolved_sessions_only() {
        MarketHistory history = Invented.HISTORY.history();
        RegimeLabels labels = RegimeLabels.of(history);
        int row = Invented.HISTORY.decisionRow() - 40;
        FeatureSet other = Invented.otherFutureAfter(row, 0.9);
        OptionalDouble known = VolatilityState.persistence(history, labels, row);

        assertThat(known.orElseThrow()).isBetween(0.2, 1.0);
        assertThat(VolatilityState.persistence(other.history(), RegimeLabels.of(other.history()), row))
                .isEqualTo(known);
    }

    @Test
    void ranks_realised_volatility_among_its_last_year() {
        MarketHistory history = Invented.HISTORY.history();
        int row = Invented.HISTORY.decisionRow();
        double today = history.trailingVolatility(row, 20);
        double below = 0;
        for (int i = row - 251; i < row; i++) {
            below += history.trailingVolatility(i, 20) < today ? 1 : 0;
        }

        assertThat(VolatilityState.realizedPercentile(history, row)).isCloseTo((below + 0.5) / 252, within(1e-12));
    }

    @Test
    void splits_the_variance_of_sixty_returns_into_its_sides() {
        MarketHistory history = Invented.HISTORY.history();
        int row = Invented.HISTORY.decisionRow();
        double[] returns = Arrays.copyOfRange(history.logReturns(), row - 59, row + 1);
        double all = Arrays.stream(returns).map(r -> r * r).sum();
        double down = Arrays.stream(returns).filter(r -> r < 0).map(r -> r * r).sum();

        assertThat(VolatilityState.semivarianceSkew(history, row).get().netSkew())
                .isCloseTo(2 * down / all - 1, within(1e-6));
    }
}
