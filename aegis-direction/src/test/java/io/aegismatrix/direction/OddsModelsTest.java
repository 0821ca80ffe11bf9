package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.direction.internal.DirectionTargets;
import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.volatility.ForecastTarget;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OddsModelsTest {

    private static final FeatureSet HISTORY = FeatureSet.of(MarketFixtures.snapshot(1_100));
    private static final VolatilityPath REACH = VolatilityPath.of(HISTORY, ForecastTarget.REACH);
    private static final OddsRows ROWS = new OddsRows(HISTORY, REACH);
    private static final DirectionTargets TARGETS = DirectionTargets.of(HISTORY.history());
    private static final int HEAD = Horizons.DIRECTION.indexOf(5);
    private static final int KNOWN_BY = 1_000;

    @Test
    void learns_only_from_outcomes_known_by_then() {
        SupervisedRows rows = ROWS.training(TARGETS, HEAD, 0, KNOWN_BY);

        assertThat(rows.size()).isGreaterThan(300);
        assertThat(rows.resolved(rows.size() - 1)).isEqualTo(KNOWN_BY);
        assertThat(rows.session(0)).isGreaterThanOrEqualTo(REACH.firstRow());
    }

    @Test
    void finds_no_inputs_before_the_first_forecast() {
        assertThat(ROWS.find(REACH.firstRow() - 1, 5)).isEmpty();
        assertThat(ROWS.find(REACH.firstRow(), 5)).isPresent();
    }

    @Test
    void sees_the_same_in_use_as_in_training() {
        int row = HISTORY.decisionRow();

        assertThat(OddsRows.inputs(HISTORY, row, 5, REACH.annualized(row, 5)))
                .isEqualTo(ROWS.find(row, 5).orElseThrow());
    }

    @Test
    void says_probabilities_by_trees_and_by_line() {
        SupervisedRows rows = ROWS.training(TARGETS, HEAD, 0, KNOWN_BY);
        OddsModels models = OddsModels.fit(rows, HEAD, 3).orElseThrow();
        double[][] said = models.said(rows.row(0));

        assertThat(said).hasNumberOfRows(OddsModels.COUNT);
        for (double[] odds : said) {
            assertThat(odds).hasSize(3);
            assertThat(Arrays.stream(odds).allMatch(odd -> odd >= 0 && odd <= 1))
                    .isTrue();
            assertThat(Arrays.stream(odds).sum()).isCloseTo(1, within(1e-6));
        }
        assertThat(models.files(HEAD)).containsOnlyKeys("direction_trees_5.ubj", "direction_line_5.safetensors");
    }

    @Test
    void has_nothing_to_say_after_too_few_outcomes() {
        SupervisedRows few = ROWS.training(TARGETS, HEAD, 0, REACH.firstRow() + 100);

        assertThat(OddsModels.fit(few, HEAD, 3)).isEmpty();
    }
}
