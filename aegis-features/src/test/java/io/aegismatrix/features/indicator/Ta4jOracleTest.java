package io.aegismatrix.features.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.DailyBar;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.kit.RandomMarket;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.DoubleEMAIndicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.bollinger.PercentBIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * The indicators against ta4j 0.17 on double numbers, at a relative 1e-9.
 *
 * <p>Windowed ones agree from their first value on. ta4j seeds recursive averages with the first value, ours with the
 * simple mean of the first window, so those are compared once the seed's weight has fallen below 1e-12: a decay of
 * (1 - weight)^k.
 */
class Ta4jOracleTest {

    private static final RandomMarket MARKET = RandomMarket.of(11, 1500);
    private static final MarketHistory HISTORY = MARKET.history();
    private static final double[] HIGH = HISTORY.highs();
    private static final double[] LOW = HISTORY.lows();
    private static final double[] CLOSE = HISTORY.closes();
    private static final BarSeries SERIES = series();
    private static final Indicator<Num> PRICE = new ClosePriceIndicator(SERIES);

    private static BarSeries series() {
        BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        for (DailyBar bar : MARKET.daily().bars()) {
            series.addBar(
                    bar.session().atTime(10, 0).atZone(ZoneOffset.UTC), bar.open(), bar.high(), bar.low(), bar.close());
        }
        return series;
    }

    private static void assertSame(double[] ours, Indicator<Num> oracle, double factor, int firstValue, int from) {
        for (int i = 0; i < ours.length; i++) {
            assertThat(Double.isNaN(ours[i])).as("missing at %d", i).isEqualTo(i < firstValue);
            if (i >= from) {
                double expected = factor * oracle.getValue(i).doubleValue();
                assertThat(ours[i]).as("row %d", i).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    /** Rows after which a seed of this weight has decayed below 1e-12. */
    private static int decay(double weight) {
        return (int) Math.ceil(Math.log(1e-12) / Math.log(1 - weight));
    }

    @Test
    void simple_moving_average() {
        assertSame(MovingAverages.simple(CLOSE, 20), new SMAIndicator(PRICE, 20), 1, 19, 19);
    }

    @Test
    void exponential_moving_average() {
        assertSame(MovingAverages.exponential(CLOSE, 20), new EMAIndicator(PRICE, 20), 1, 19, 19 + decay(2.0 / 21));
    }

    @Test
    void double_exponential_moving_average() {
        assertSame(
                MovingAverages.doubleExponential(CLOSE, 20),
                new DoubleEMAIndicator(PRICE, 20),
                1,
                38,
                38 + 2 * decay(2.0 / 21));
    }

    @Test
    void relative_strength_index() {
        assertSame(Rsi.of(CLOSE, 14), new RSIIndicator(PRICE, 14), 1, 14, 14 + decay(1.0 / 14));
    }

    @Test
    void moving_average_convergence_divergence() {
        MACDIndicator line = new MACDIndicator(PRICE, 12, 26);
        assertSame(Macd.line(CLOSE, 12, 26), line, 1, 25, 25 + decay(2.0 / 27));
        EMAIndicator signal = new EMAIndicator(line, 9);
        double[] histogram = Macd.histogram(CLOSE, 12, 26, 9);
        double[] reconstructed = Macd.line(CLOSE, 12, 26);
        for (int i = 0; i < histogram.length; i++) {
            reconstructed[i] -= histogram[i];
        }
        assertSame(reconstructed, signal, 1, 33, 33 + 2 * decay(2.0 / 27));
    }

    @Test
    void average_true_range() {
        assertSame(Atr.wilder(HIGH, LOW, CLOSE, 14), new ATRIndicator(SERIES, 14), 1, 14, 14 + decay(1.0 / 14));
    }

    @Test
    void directional_movement() {
        int from = 14 + decay(1.0 / 14);
        assertSame(Adx.plusDirectionalIndicator(HIGH, LOW, CLOSE, 14), new PlusDIIndicator(SERIES, 14), 1, 14, from);
        assertSame(Adx.minusDirectionalIndicator(HIGH, LOW, CLOSE, 14), new MinusDIIndicator(SERIES, 14), 1, 14, from);
        assertSame(Adx.of(HIGH, LOW, CLOSE, 14), new ADXIndicator(SERIES, 14), 1, 27, 2 * from);
    }

    @Test
    void commodity_channel_index() {
        assertSame(Cci.of(HIGH, LOW, CLOSE, 20), new CCIIndicator(SERIES, 20), 1, 19, 19);
    }

    @Test
    void stochastic_oscillator() {
        StochasticOscillatorKIndicator percentK = new StochasticOscillatorKIndicator(SERIES, 14);
        assertSame(Stochastic.percentK(HIGH, LOW, CLOSE, 14), percentK, 1, 13, 13);
    }

    @Test
    void williams_percent_r() {
        assertSame(WilliamsR.of(HIGH, LOW, CLOSE, 28), new WilliamsRIndicator(SERIES, 28), 1, 27, 27);
    }

    @Test
    void aroon() {
        assertSame(Aroon.up(HIGH, 25), new AroonUpIndicator(SERIES, 25), 1, 25, 25);
        assertSame(Aroon.down(LOW, 25), new AroonDownIndicator(SERIES, 25), 1, 25, 25);
    }

    @Test
    void bollinger_bands() {
        assertSame(BollingerBands.percentB(CLOSE, 20, 2), new PercentBIndicator(PRICE, 20, 2), 1, 19, 19);
    }

    @Test
    void rate_of_change() {
        assertSame(Roc.of(CLOSE, 10), new ROCIndicator(PRICE, 10), 0.01, 10, 10);
    }
}
