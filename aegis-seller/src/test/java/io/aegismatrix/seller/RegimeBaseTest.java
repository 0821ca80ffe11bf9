package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.SafeTensors;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.RegimeLabels;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a regime forecast is drawn to: the rules of thumb, as often as they were right. */
class RegimeBaseTest {

    private static final FeatureSet MARKET = Invented.HISTORY;
    private static final RegimeLabels LABELS = RegimeLabels.of(MARKET.history());
    private static final SupervisedRows ROWS = RegimeModel.rows(MARKET, new SellerHistory(MARKET), LABELS);
    private static final RegimeBase BASE = RegimeBase.learned(MARKET, LABELS, ROWS);

    @Test
    void gives_a_regime_both_rules_name_the_mean_of_their_hit_rates() {
        double hits = 0;
        for (RegimeRule rule : RegimeRule.values()) {
            double right = 0;
            for (int i = 0; i < ROWS.size(); i++) {
                right += named(rule, ROWS.session(i)) == (int) ROWS.label(i) ? 1 : 0;
            }
            hits += right / ROWS.size() / RegimeRule.values().length;
        }
        int agreed = 0;
        for (int i = 0; i < ROWS.size(); i++) {
            int row = ROWS.session(i);
            int regime = named(RegimeRule.PERSISTENCE, row);
            if (regime == named(RegimeRule.VIX_TERCILE, row)) {
                agreed++;
                assertThat(odds(BASE, row).get(regime)).isCloseTo(hits, within(0.002));
            }
        }
        assertThat(agreed).isPositive();
    }

    @Test
    void gives_odds_that_are_positive_and_sum_to_one() {
        for (int i = 0; i < ROWS.size(); i++) {
            List<Double> odds = odds(BASE, ROWS.session(i));
            assertThat(odds).allMatch(odd -> odd > 0);
            assertThat(odds.stream().mapToDouble(odd -> odd).sum()).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void says_the_same_after_saving() {
        RegimeBase loaded = RegimeBase.parse(BASE.toBytes(), "base");
        int row = ROWS.session(ROWS.size() - 1);

        assertThat(odds(loaded, row)).isEqualTo(odds(BASE, row));
    }

    @Test
    void refuses_a_file_of_anything_but_shares() {
        byte[] certain = SafeTensors.builder()
                .put("right", new int[] {2}, new float[] {0.5f, 1f})
                .put("came", new int[] {3}, new float[] {0.3f, 0.3f, 0.4f})
                .build()
                .toBytes();
        byte[] two = SafeTensors.builder()
                .put("right", new int[] {2}, new float[] {0.5f, 0.5f})
                .put("came", new int[] {2}, new float[] {0.6f, 0.4f})
                .build()
                .toBytes();

        assertThatThrownBy(() -> RegimeBase.parse(certain, "base"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("right must be shares in (0, 1), was 1.0");
        assertThatThrownBy(() -> RegimeBase.parse(two, "base"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("came must be 3 shares, were 2");
    }

    private static int named(RegimeRule rule, int row) {
        return rule.regime(MARKET.history(), MARKET.daily(), LABELS, row);
    }

    private static List<Double> odds(RegimeBase base, int row) {
        return base.odds(MARKET.history(), MARKET.daily(), LABELS, row);
    }
}
