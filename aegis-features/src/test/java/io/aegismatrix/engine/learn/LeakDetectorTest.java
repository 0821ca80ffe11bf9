package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.kit.LeakDetector;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every family of models finds a signal, finds none in shuffled labels, and is caught with a column from the future. */
class LeakDetectorTest {

    private static final int SESSIONS = 1_100;
    private static final int HORIZON = 5;
    private static final WalkForward PLAN = WalkForward.inFolds(0, SESSIONS, 5, 5);

    /** The families of models engines are made of, each fitted on what is known and asked for a probability. */
    enum Family {
        TREES {
            @Override
            ToDoubleFunction<float[]> fit(SupervisedRows known) {
                TreeEnsemble trees = GradientBoosting.fit(
                        "test", known, BoostingSettings.binary().withTrees(60, 2, 0.1), 1);
                return row -> trees.predict(row)[0];
            }
        },
        REGRESSION_TREES {
            @Override
            ToDoubleFunction<float[]> fit(SupervisedRows known) {
                TreeEnsemble trees = GradientBoosting.fit(
                        "test", known, BoostingSettings.mean().withTrees(60, 2, 0.1), 1);
                return row -> inside(trees.predict(row)[0]);
            }
        },
        LOGISTIC_LINE {
            @Override
            ToDoubleFunction<float[]> fit(SupervisedRows known) {
                RidgeScore line = RidgeScore.fit("test", known, RidgeScore.Link.LOGIT, 10);
                return row -> inside(1 / (1 + Math.exp(-line.of(row))));
            }
        },
        LINE {
            @Override
            ToDoubleFunction<float[]> fit(SupervisedRows known) {
                RidgeScore line = RidgeScore.fit("test", known, RidgeScore.Link.IDENTITY, 10);
                return row -> inside(line.of(row));
            }
        };

        abstract ToDoubleFunction<float[]> fit(SupervisedRows known);

        private static double inside(double probability) {
            return Math.max(0.001, Math.min(0.999, probability));
        }
    }

    /** Whether a walk rises over a week, beside a column that honestly says a little about it and two that do not. */
    private static SupervisedRows rows() {
        Random random = new Random(4);
        double[] moves = random.doubles(SESSIONS, -1, 1).toArray();
        SupervisedRows.Builder rows = SupervisedRows.builder(List.of("hint", "a", "b"));
        for (int session = 0; session + HORIZON < SESSIONS; session++) {
            double sum = 0;
            for (int ahead = 1; ahead <= HORIZON; ahead++) {
                sum += moves[session + ahead];
            }
            double hint = 0.5 * sum + random.nextGaussian();
            rows.add(
                    new double[] {hint, random.nextGaussian(), random.nextGaussian()},
                    sum > 0 ? 1 : 0,
                    session,
                    session + HORIZON,
                    0);
        }
        return rows.build();
    }

    private static OutputScore score(Family family, SupervisedRows rows) {
        OutOfFold forecasts = new OutOfFold("test");
        for (Fold fold : PLAN.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            ToDoubleFunction<float[]> model = family.fit(known);
            for (int row = 0; row < rows.size(); row++) {
                if (fold.tests(rows.session(row))) {
                    double up = model.applyAsDouble(rows.row(row));
                    forecasts.add(
                            fold.number(),
                            (int) rows.label(row),
                            rows.session(row),
                            rows.resolved(row),
                            List.of(1 - up, up),
                            List.of(0.5, 0.5));
                }
            }
        }
        OutOfFold.Verdict verdict = forecasts.judge(PLAN, HORIZON, List.of(0.5, 0.5));
        return OutputScore.of(
                family.name(),
                HORIZON,
                "log_loss",
                "frequency",
                verdict.logLoss(),
                verdict.auc(),
                verdict.weight(),
                List.of());
    }

    @ParameterizedTest
    @EnumSource
    void an_honest_hint_gives_skill_that_nobody_minds(Family family) {
        OutputScore score = score(family, rows());

        assertThat(score.auc().orElseThrow()).isBetween(0.6, 0.85);
        assertThat(score.weight()).isPositive();
        assertThatCode(() -> LeakDetector.requirePlausible(score)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void shuffled_labels_score_at_chance(Family family) {
        for (long seed = 1; seed <= 3; seed++) {
            OutputScore score = score(family, LeakDetector.shuffled(rows(), seed));

            assertThat(score.auc().orElseThrow()).isBetween(0.42, 0.58);
            assertThat(score.skill()).isBetween(-0.01, 0.01);
            assertThat(score.edge()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_column_from_the_future_is_caught(Family family) {
        OutputScore score = score(family, LeakDetector.withFuture(rows(), 2));

        assertThatThrownBy(() -> LeakDetector.requirePlausible(score))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(family.name() + " is too good to be true");
    }
}
