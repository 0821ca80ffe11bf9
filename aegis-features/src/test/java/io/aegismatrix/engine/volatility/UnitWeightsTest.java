package io.aegismatrix.engine.volatility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.engine.TestMarkets;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.kit.RandomMarket;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnitWeightsTest {

    /** The volatility index of a random market knows the volatility of the day, so a forecast adds hardly anything. */
    private static FeatureSet wellPriced(long seed, int sessions) {
        return TestMarkets.of(RandomMarket.of(seed, sessions));
    }

    /** Its index wobbles about one level whatever happens, so a forecast knows all there is to know. */
    private static FeatureSet badlyPriced(long seed, int sessions) {
        RandomMarket market = RandomMarket.of(seed, sessions);
        List<DailyBar> index = IntStream.range(0, sessions)
                .mapToObj(i -> {
                    double level = 16 + Math.sin(i * 0.7);
                    return new DailyBar(market.daily().bar(i).session(), level, level * 1.01, level * 0.99, level, 0);
                })
                .toList();
        return TestMarkets.of(new RandomMarket(market.daily(), BarSeries.of("WOBBLE", index)));
    }

    private static UnitWeights learned(FeatureSet features) {
        return UnitWeights.learned(VolatilityPath.of(features, ForecastTarget.REACH_UNIT), 0, features.decisionRow());
    }

    @Test
    void few_independent_paths_leave_long_horizons_to_the_volatility_index() {
        List<Double> atThirty = LongStream.rangeClosed(1, 6)
                .mapToObj(seed -> learned(wellPriced(seed, 750)).at(30))
                .sorted()
                .toList();

        assertThat(atThirty.subList(0, 4)).containsOnly(0.0);
    }

    @Test
    void a_forecast_that_knows_more_earns_its_share_as_sessions_gather() {
        double few = learned(badlyPriced(3, 750)).at(1);
        double many = learned(badlyPriced(3, 2_500)).at(1);

        assertThat(many).isGreaterThan(0.8).isLessThanOrEqualTo(1);
        assertThat(many).isGreaterThanOrEqualTo(few);
        assertThat(learned(badlyPriced(3, 2_500)).at(10))
                .isGreaterThan(learned(wellPriced(3, 2_500)).at(10));
    }

    @Test
    void learns_from_outcomes_known_by_then_only() {
        RandomMarket market = RandomMarket.of(4, 1_200);
        FeatureSet whole = TestMarkets.of(market);
        UnitWeights then = UnitWeights.learned(VolatilityPath.of(whole, ForecastTarget.REACH_UNIT), 0, 1_000);
        FeatureSet cut = TestMarkets.of(market.until(1_000));

        assertThat(learned(cut).shares()).isEqualTo(then.shares());
    }

    @Test
    void without_a_record_there_is_no_share() {
        VolatilityPath path = VolatilityPath.of(wellPriced(1, 600), ForecastTarget.REACH_UNIT);

        assertThat(UnitWeights.learned(path, 0, path.firstRow() + 1).shares()).containsOnly(UnitWeights.Share.of(0));
    }

    @Test
    void a_share_of_nothing_is_the_volatility_index_to_the_bit_whatever_is_forecast() {
        FeatureSet features = wellPriced(2, 700);
        byte[] byReach = Excursions.fit(
                        VolatilityPath.of(features, ForecastTarget.REACH), UnitWeights.indexAlone(), 0, 690)
                .toBytes();
        byte[] byRealized = Excursions.fit(
                        VolatilityPath.of(features, ForecastTarget.REALIZED), UnitWeights.same(0), 0, 690)
                .toBytes();

        assertThat(byReach).isEqualTo(byRealized);
        assertThat(Excursions.parse(byReach, "excursions").unit(0.3, 17, 30, 9))
                .isEqualTo(MoveUnit.of(1, 17, 0, 9))
                .isCloseTo(0.17 * Math.sqrt(9 / 252.0), within(1e-12));
    }

    @Test
    void interpolates_between_horizons() {
        UnitWeights weights = UnitWeights.of(Stream.of(1f, 0.8f, 0.7f, 0.5f, 0.5f, 0.25f, 0f, 0f, 0f, 0f)
                .map(UnitWeights.Share::of)
                .toList());

        assertThat(weights.at(0.5)).isEqualTo(1);
        assertThat(weights.at(2)).isCloseTo(0.8, within(1e-6));
        assertThat(weights.at(4)).isCloseTo(0.6, within(1e-6));
        assertThat(weights.at(12)).isCloseTo(0.15, within(1e-6));
        assertThat(weights.at(45)).isZero();
    }

    @Test
    void refuses_a_share_outside_0_to_1() {
        assertThatThrownBy(() -> UnitWeights.same(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight over 1 sessions must be in [0, 1], was 1.5");
    }

    @Test
    void keeps_all_of_a_unit_where_the_record_says_nothing_and_less_the_longer_volatility_has_to_revert() {
        UnitWeights weights = learned(wellPriced(5, 2_500));
        List<UnitWeights.Share> shares = weights.shares();
        double atOne = shares.get(Excursions.HORIZONS.indexOf(1)).kept();
        double atThirty = shares.get(Excursions.HORIZONS.indexOf(30)).kept();

        assertThat(atOne).isGreaterThan(0.85);
        assertThat(atThirty).isLessThan(atOne).isGreaterThanOrEqualTo(0.5);
        assertThat(learned(wellPriced(1, 600))
                        .shares()
                        .get(Excursions.HORIZONS.indexOf(30))
                        .kept())
                .isEqualTo(1);
    }

    @Test
    void draws_a_unit_to_its_usual_level_as_far_as_it_does_not_last() {
        UnitWeights weights = UnitWeights.of(Collections.nCopies(
                Excursions.HORIZONS.size(), new UnitWeights.Share(0, 0.5f, (float) Math.log(0.16))));

        assertThat(weights.unit(0.3, 64, 64, 9)).isCloseTo(0.32 * Math.sqrt(9 / 252.0), within(1e-7));
        assertThat(weights.unit(0.3, 16, 16, 9)).isCloseTo(0.16 * Math.sqrt(9 / 252.0), within(1e-7));
        assertThat(weights.unit(0.3, Double.NaN, Double.NaN, 9)).isNaN();
    }

    @Test
    void known_events_count_only_where_the_forecast_that_knows_them_has_a_share() {
        assertThat(UnitWeights.indexAlone().unit(0.3, 16, 32, 9)).isEqualTo(MoveUnit.of(0.3, 16, 0, 9));
        assertThat(UnitWeights.same(0.5).unit(0.3, 16, 32, 9)).isEqualTo(MoveUnit.of(0.3, 32, 0.5, 9));
    }
}
