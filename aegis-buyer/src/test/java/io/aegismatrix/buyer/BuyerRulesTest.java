package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.BreakoutToday;
import io.aegismatrix.payload.BuyerEnvironment;
import io.aegismatrix.payload.BuyerRegime;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.Level;
import io.aegismatrix.payload.Source;
import io.aegismatrix.payload.ThetaEdge;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BuyerRulesTest {

    private static Block<BreakoutToday> breakout(Level level, Edge edge) {
        return Block.known(new BreakoutToday(0.1, level, 0.1, edge, List.of()), Source.formula("test"));
    }

    private static BuyerEnvironment environment(
            Level level, Edge edge, ThetaEdge.Label theta, BuyerRegime.Label regime) {
        return EnvironmentBlock.of(breakout(level, edge), theta, regime, 0.8).get();
    }

    @Test
    void is_friendly_when_the_edge_justifies_the_premium() {
        BuyerEnvironment verdict =
                environment(Level.LOW, Edge.NO_EDGE, ThetaEdge.Label.EDGE_JUSTIFIES_PREMIUM, BuyerRegime.Label.CHOPPY);

        assertThat(verdict.label()).isEqualTo(BuyerEnvironment.Label.PREMIUM_FRIENDLY);
        assertThat(verdict.reasons()).startsWith("THETA_EDGE_FAVOURABLE").contains("NO_BREAKOUT_EDGE");
    }

    @Test
    void is_friendly_when_a_breakout_is_likely_by_proven_odds_and_the_premium_is_fair() {
        assertThat(environment(Level.HIGH, Edge.EDGE, ThetaEdge.Label.BORDERLINE, BuyerRegime.Label.CHOPPY)
                        .label())
                .isEqualTo(BuyerEnvironment.Label.PREMIUM_FRIENDLY);
        assertThat(environment(Level.HIGH, Edge.NO_EDGE, ThetaEdge.Label.BORDERLINE, BuyerRegime.Label.CHOPPY)
                        .label())
                .isEqualTo(BuyerEnvironment.Label.SPECULATIVE_ONLY);
    }

    @Test
    void is_unfavourable_when_premium_is_dear_and_nothing_moves() {
        BuyerEnvironment verdict =
                environment(Level.MEDIUM, Edge.EDGE, ThetaEdge.Label.DONT_WASTE_PREMIUM, BuyerRegime.Label.MEAN_REVERT);

        assertThat(verdict.label()).isEqualTo(BuyerEnvironment.Label.UNFAVOURABLE);
        assertThat(verdict.reasons())
                .containsExactly(
                        "PREMIUM_TOO_DEAR", "MEDIUM_BREAKOUT_SCORE", "MEAN_REVERT", "USUAL_OR_NARROW_RANGE_EXPECTED");
    }

    @Test
    void is_speculative_when_premium_is_dear_but_the_market_trends_or_a_breakout_is_likely() {
        assertThat(environment(
                                Level.MEDIUM,
                                Edge.EDGE,
                                ThetaEdge.Label.DONT_WASTE_PREMIUM,
                                BuyerRegime.Label.TREND_FOLLOWING)
                        .label())
                .isEqualTo(BuyerEnvironment.Label.SPECULATIVE_ONLY);
        assertThat(environment(Level.HIGH, Edge.EDGE, ThetaEdge.Label.DONT_WASTE_PREMIUM, BuyerRegime.Label.CHOPPY)
                        .label())
                .isEqualTo(BuyerEnvironment.Label.SPECULATIVE_ONLY);
    }

    @Test
    void calls_an_edge_only_above_cost_and_with_a_proven_record() {
        assertThat(ThetaBlock.label(0.04, Edge.EDGE)).isEqualTo(ThetaEdge.Label.EDGE_JUSTIFIES_PREMIUM);
        assertThat(ThetaBlock.label(0.04, Edge.NO_EDGE)).isEqualTo(ThetaEdge.Label.BORDERLINE);
        assertThat(ThetaBlock.label(0.03, Edge.EDGE)).isEqualTo(ThetaEdge.Label.BORDERLINE);
        assertThat(ThetaBlock.label(-0.05, Edge.EDGE)).isEqualTo(ThetaEdge.Label.BORDERLINE);
        assertThat(ThetaBlock.label(-0.06, Edge.EDGE)).isEqualTo(ThetaEdge.Label.DONT_WASTE_PREMIUM);
    }

    @Test
    void labels_breakout_odds_against_their_base_rate() {
        assertThat(BreakoutBlock.level(0.074, 0.1)).isEqualTo(Level.LOW);
        assertThat(BreakoutBlock.level(0.1, 0.1)).isEqualTo(Level.MEDIUM);
        assertThat(BreakoutBlock.level(0.151, 0.1)).isEqualTo(Level.HIGH);
    }

    @Test
    void reads_all_three_regimes() {
        assertThat(RegimeBlock.regime(1.3, 30)).isEqualTo(BuyerRegime.Label.TREND_FOLLOWING);
        assertThat(RegimeBlock.regime(0.6, 15)).isEqualTo(BuyerRegime.Label.MEAN_REVERT);
        assertThat(RegimeBlock.regime(1.3, 15)).isEqualTo(BuyerRegime.Label.CHOPPY);
        assertThat(RegimeBlock.regime(0.6, 30)).isEqualTo(BuyerRegime.Label.CHOPPY);
    }

    @Test
    void measures_a_variance_ratio_near_one_on_a_random_walk_and_away_from_it_otherwise() {
        assertThat(meanRatio(0)).isCloseTo(1, within(0.08));
        assertThat(meanRatio(0.4)).isGreaterThan(1.4);
        assertThat(meanRatio(-0.4)).isLessThan(0.65);
    }

    /** Mean ratio over many windows of returns with a given autocorrelation. */
    private static double meanRatio(double autocorrelation) {
        SplittableRandom random = new SplittableRandom(5);
        List<DailyBar> bars = new ArrayList<>();
        double price = 20_000;
        double move = 0;
        for (int i = 0; i < 6001; i++) {
            move = autocorrelation * move + 0.01 * random.nextGaussian();
            double next = Math.max(100, Math.min(1e7, price * Math.exp(move)));
            bars.add(new DailyBar(
                    LocalDate.of(2000, 1, 1).plusDays(i),
                    price,
                    Math.max(price, next),
                    Math.min(price, next),
                    next,
                    0));
            price = next;
        }
        MarketHistory history = MarketHistory.of(BarSeries.of("TEST", bars), BarSeries.of("VIX", List.of()));
        double sum = 0;
        for (int row = 60; row <= 6000; row += 60) {
            sum += RegimeBlock.varianceRatio(history, row, 60, 5);
        }
        return sum / 100;
    }
}
