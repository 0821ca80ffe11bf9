package io.aegismatrix.features.ta4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.features.Feature;
import io.aegismatrix.features.FeatureCatalogue;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureGroup;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.kit.FeatureCausality;
import io.aegismatrix.features.kit.RandomMarket;
import io.aegismatrix.features.kit.WeekdayCalendar;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CMOIndicator;
import org.ta4j.core.indicators.ChopIndicator;
import org.ta4j.core.indicators.CoppockCurveIndicator;
import org.ta4j.core.indicators.HMAIndicator;
import org.ta4j.core.indicators.KAMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.MassIndexIndicator;
import org.ta4j.core.indicators.PPOIndicator;
import org.ta4j.core.indicators.ParabolicSarIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.UlcerIndexIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.aroon.AroonOscillatorIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuKijunSenIndicator;
import org.ta4j.core.num.Num;

class Ta4jFeatureTest {

    private static final WeekdayCalendar CALENDAR = new WeekdayCalendar();
    private static final RandomMarket MARKET = RandomMarket.of(5, 400);

    private static Feature feature(
            String name, ScaleFree form, Function<org.ta4j.core.BarSeries, Indicator<Num>> indicator) {
        return Ta4jFeature.of(name, FeatureGroup.MOMENTUM, "fraction", form, name, indicator);
    }

    private static Feature ofClose(
            String name, ScaleFree form, Function<ClosePriceIndicator, Indicator<Num>> indicator) {
        return feature(name, form, series -> indicator.apply(new ClosePriceIndicator(series)));
    }

    /** Windowed, recursive, nested and path-dependent ones; a level, a difference, a percent, a ratio. */
    static Stream<Feature> indicators() {
        return Stream.of(
                ofClose("rsi", ScaleFree.PERCENT, close -> new RSIIndicator(close, 14)),
                ofClose("sma", ScaleFree.LOG_DISTANCE, close -> new SMAIndicator(close, 50)),
                ofClose("kama", ScaleFree.LOG_DISTANCE, close -> new KAMAIndicator(close, 10, 2, 30)),
                ofClose("hma", ScaleFree.LOG_DISTANCE, close -> new HMAIndicator(close, 16)),
                ofClose("macd", ScaleFree.FRACTION_OF_CLOSE, close -> new MACDIndicator(close, 12, 26)),
                ofClose("ppo", ScaleFree.PERCENT, close -> new PPOIndicator(close, 12, 26)),
                ofClose("cmo", ScaleFree.PERCENT, close -> new CMOIndicator(close, 20)),
                ofClose("ulcer", ScaleFree.PERCENT, close -> new UlcerIndexIndicator(close, 14)),
                ofClose("coppock", ScaleFree.PERCENT, CoppockCurveIndicator::new),
                feature("atr", ScaleFree.FRACTION_OF_CLOSE, series -> new ATRIndicator(series, 14)),
                feature("adx", ScaleFree.PERCENT, series -> new ADXIndicator(series, 14)),
                feature("aroon", ScaleFree.PERCENT, series -> new AroonOscillatorIndicator(series, 25)),
                feature("chop", ScaleFree.PERCENT, series -> new ChopIndicator(series, 14, 100)),
                feature("mass", ScaleFree.AS_IS, series -> new MassIndexIndicator(series, 9, 25)),
                feature("sar", ScaleFree.LOG_DISTANCE, ParabolicSarIndicator::new),
                feature("kijun", ScaleFree.LOG_DISTANCE, series -> new IchimokuKijunSenIndicator(series, 26)));
    }

    @ParameterizedTest
    @MethodSource("indicators")
    void looks_back_only(Feature feature) {
        FeatureCausality.requireCausal(feature, MARKET, CALENDAR, 0, 1, 40, 250, 398);
    }

    /** Some of ta4j's promise a value one bar too early. */
    @ParameterizedTest
    @MethodSource("indicators")
    void has_no_value_before_its_lookback_and_a_finite_one_after_it(Feature feature) {
        double[] column = feature.compute(MARKET.history(), CALENDAR);
        for (int row = 0; row < column.length; row++) {
            if (row != feature.lookback() - 1) {
                assertThat(Double.isFinite(column[row])).as("row %d", row).isEqualTo(row >= feature.lookback());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("indicators")
    void means_the_same_at_five_times_the_price(Feature feature) {
        double[] column = feature.compute(MARKET.history(), CALENDAR);
        double[] dearer = feature.compute(times(5), CALENDAR);
        for (int row = feature.lookback(); row < column.length; row++) {
            assertThat(dearer[row]).as("row %d", row).isCloseTo(column[row], within(1e-9));
        }
    }

    private static MarketHistory times(double factor) {
        List<DailyBar> bars = MARKET.daily().bars().stream()
                .map(bar -> new DailyBar(
                        bar.session(),
                        factor * bar.open(),
                        factor * bar.high(),
                        factor * bar.low(),
                        factor * bar.close(),
                        0))
                .toList();
        return MarketHistory.of(BarSeries.of(MARKET.daily().instrument(), bars), MARKET.volatilityIndex());
    }

    @Test
    void says_the_numbers_of_ta4j() {
        double[] rsi = indicators().findFirst().orElseThrow().compute(MARKET.history(), CALENDAR);
        double[] ours =
                io.aegismatrix.features.indicator.Rsi.of(MARKET.history().closes(), 14);

        assertThat(rsi[399]).isCloseTo(ours[399] / 100, within(1e-9));
    }

    @Test
    void causality_check_catches_an_indicator_that_looks_ahead() {
        Feature ahead = ofClose("ahead", ScaleFree.FRACTION_OF_CLOSE, Tomorrow::new);

        assertThatThrownBy(() -> FeatureCausality.requireCausal(ahead, MARKET, CALENDAR, 100))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ahead on");
    }

    @Test
    void stands_beside_the_shipped_catalogue_in_one_frame() {
        FeatureCatalogue catalogue = FeatureCatalogue.daily().with(indicators().toArray(Feature[]::new));
        FeatureFrame whole = catalogue.compute(MARKET.history(), CALENDAR);
        FeatureFrame newest = catalogue.computeNewest(MARKET.history(), CALENDAR, 30);

        assertThat(catalogue.features())
                .hasSize(FeatureCatalogue.daily().features().size() + 16);
        assertThat(catalogue.schema().hash())
                .isNotEqualTo(FeatureCatalogue.daily().schema().hash());
        for (String name : catalogue.schema().names()) {
            assertThat(newest.value(399, name)).as(name).isEqualTo(whole.value(399, name));
        }
    }

    @Test
    void an_indicator_with_other_parameters_is_another_feature_to_a_model() {
        Feature slow = Ta4jFeature.of(
                "rsi",
                FeatureGroup.MOMENTUM,
                "fraction",
                ScaleFree.PERCENT,
                "RSI 21",
                series -> new RSIIndicator(new ClosePriceIndicator(series), 21));
        Feature fast = Ta4jFeature.of(
                "rsi",
                FeatureGroup.MOMENTUM,
                "fraction",
                ScaleFree.PERCENT,
                "RSI 7",
                series -> new RSIIndicator(new ClosePriceIndicator(series), 7));

        assertThat(FeatureCatalogue.of(List.of(slow)).schema().hash())
                .isNotEqualTo(FeatureCatalogue.of(List.of(fast)).schema().hash());
        assertThat(slow.formula()).isEqualTo("value / 100, value = RSI 21 (ta4j)");
    }

    /** The next session's close. */
    private static final class Tomorrow implements Indicator<Num> {

        private final ClosePriceIndicator close;

        private Tomorrow(ClosePriceIndicator close) {
            this.close = close;
        }

        @Override
        public Num getValue(int index) {
            return close.getValue(Math.min(index + 1, close.getBarSeries().getEndIndex()));
        }

        @Override
        public int getUnstableBars() {
            return 0;
        }

        @Override
        public org.ta4j.core.BarSeries getBarSeries() {
            return close.getBarSeries();
        }
    }
}
