package io.aegismatrix.features.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.kit.RandomMarket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IndicatorTest {

    private static final double NONE = Double.NaN;
    private static final MarketHistory HISTORY = RandomMarket.of(5, 400).history();
    private static final MarketHistory FLAT = RandomMarket.flat(200).history();

    @Test
    void averages_are_seeded_with_the_mean_of_the_first_window() {
        double[] values = {NONE, 1, 2, 3, 7};
        assertThat(MovingAverages.exponential(values, 3)).containsExactly(NONE, NONE, NONE, 2, 4.5);
        assertThat(MovingAverages.wilder(values, 2)).containsExactly(NONE, NONE, 1.5, 2.25, 4.625);
    }

    @Test
    void averages_of_too_short_a_column_are_missing() {
        assertThat(MovingAverages.exponential(new double[] {1, 2}, 3)).containsOnly(NONE);
    }

    @Test
    void rsi_follows_wilder_by_hand() {
        // Gains 1, 2, 0 and losses 0, 0, 1 over two sessions: averages 1.5/0, then 0.75/0.5.
        assertThat(Rsi.of(new double[] {10, 11, 13, 12}, 2)).containsExactly(NONE, NONE, 100, 60);
    }

    @Test
    void a_market_that_does_not_move_gives_neutral_values() {
        double[] high = FLAT.highs();
        double[] low = FLAT.lows();
        double[] close = FLAT.closes();
        assertThat(last(Rsi.of(close, 14))).isEqualTo(50);
        assertThat(last(Stochastic.percentK(high, low, close, 14))).isEqualTo(50);
        assertThat(last(WilliamsR.of(high, low, close, 14))).isEqualTo(-50);
        assertThat(last(Cci.of(high, low, close, 20))).isZero();
        assertThat(last(Adx.of(high, low, close, 14))).isZero();
        assertThat(last(BollingerBands.percentB(close, 20, 2))).isEqualTo(0.5);
        assertThat(last(BollingerBands.width(close, 20, 2))).isCloseTo(0, within(1e-12));
        assertThat(last(Donchian.position(high, low, close, 20))).isEqualTo(0.5);
        assertThat(last(Aroon.up(high, 25))).isEqualTo(100);
        assertThat(last(RangeVolatility.yangZhang(close, high, low, close, 20))).isZero();
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    @Test
    void aroon_counts_sessions_since_the_newest_extreme() {
        assertThat(Aroon.up(new double[] {5, 9, 9, 7, 6}, 4)[4]).isEqualTo(50);
        assertThat(Aroon.down(new double[] {1, 2, 3, 4, 5}, 4)[4]).isZero();
    }

    @Test
    void ichimoku_cloud_over_today_was_computed_twenty_six_sessions_ago() {
        double[] high = HISTORY.highs();
        double[] low = HISTORY.lows();
        int t = 300;
        double expected = (Ichimoku.conversionLine(high, low)[t - 26] + Ichimoku.baseLine(high, low)[t - 26]) / 2;
        assertThat(Ichimoku.leadingSpanA(high, low)[t]).isEqualTo(expected);
        assertThat(firstValue(Ichimoku.leadingSpanA(high, low))).isEqualTo(51);
        assertThat(firstValue(Ichimoku.leadingSpanB(high, low))).isEqualTo(77);
    }

    private static int firstValue(double[] values) {
        int first = 0;
        while (Double.isNaN(values[first])) {
            first++;
        }
        return first;
    }

    @Test
    void range_estimators_follow_their_formulas_for_one_session() {
        double[] open = {100, 101};
        double[] high = {102, 104};
        double[] low = {99, 100};
        double[] close = {101, 103};
        double range = Math.log(104.0 / 100);
        assertThat(RangeVolatility.parkinson(high, low, 1)[1])
                .isCloseTo(range / (2 * Math.sqrt(Math.log(2))), within(1e-15));
        double expected = Math.log(104.0 / 103) * Math.log(104.0 / 101) + Math.log(100.0 / 103) * Math.log(100.0 / 101);
        assertThat(RangeVolatility.rogersSatchell(open, high, low, close, 1)[1])
                .isCloseTo(Math.sqrt(expected), within(1e-15));
    }

    @Test
    void yang_zhang_of_pure_overnight_moves_is_their_standard_deviation() {
        double[] price = HISTORY.closes();
        double[] expected = Rolling.standardDeviation(HISTORY.logReturns(), 20);
        assertThat(RangeVolatility.yangZhang(price, price, price, price, 20)[100])
                .isCloseTo(expected[100], within(1e-14));
    }

    @Test
    void cutting_the_end_changes_no_bit() {
        int cut = 250;
        double[] high = HISTORY.highs();
        double[] low = HISTORY.lows();
        double[] close = HISTORY.closes();
        double[] knownHigh = Arrays.copyOf(high, cut);
        double[] knownLow = Arrays.copyOf(low, cut);
        double[] knownClose = Arrays.copyOf(close, cut);
        assertThat(Arrays.copyOf(Adx.of(high, low, close, 14), cut))
                .containsExactly(Adx.of(knownHigh, knownLow, knownClose, 14));
        assertThat(Arrays.copyOf(Macd.histogram(close, 12, 26, 9), cut))
                .containsExactly(Macd.histogram(knownClose, 12, 26, 9));
        assertThat(Arrays.copyOf(Rolling.quantile(close, 100, 50, 0.3), cut))
                .containsExactly(Rolling.quantile(knownClose, 100, 50, 0.3));
    }

    @Test
    void refuses_columns_of_different_length() {
        assertThatThrownBy(() -> Cci.of(new double[3], new double[3], new double[4], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("same length, was 3 and 4");
    }

    @Test
    void refuses_a_fast_average_that_is_not_faster() {
        assertThatThrownBy(() -> Macd.line(new double[40], 26, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fast must be below slow, was 26 and 12");
    }
}
