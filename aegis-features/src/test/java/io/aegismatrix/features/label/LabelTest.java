package io.aegismatrix.features.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.MissingClassException;
import io.aegismatrix.features.kit.RandomMarket;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelTest {

    private static final RandomMarket MARKET = RandomMarket.of(21, 620);
    private static final MarketHistory HISTORY = MARKET.history();

    /** A label and the sessions it looks ahead. */
    private record Labelled(int horizon, Function<MarketHistory, double[]> labels) {}

    static Stream<Arguments> labels() {
        Map<String, Labelled> labels = new LinkedHashMap<>();
        labels.put("forward return", new Labelled(5, history -> ForwardReturns.log(history, 5)));
        labels.put("magnitude", new Labelled(3, history -> ForwardReturns.magnitude(history, 3)));
        labels.put("direction", new Labelled(5, history -> DirectionLabels.of(history, 5)));
        labels.put("volatility", new Labelled(10, history -> RealizedVolatilityLabels.forward(history, 10)));
        labels.put("trap", new Labelled(TrapLabels.HORIZON, TrapLabels::of));
        labels.put(
                "regime",
                new Labelled(
                        RegimeLabels.HORIZON,
                        history -> RegimeLabels.of(history).labels()));
        labels.put("highest", new Labelled(7, history -> excursion(history, ExcursionLabels::up)));
        labels.put("lowest", new Labelled(7, history -> excursion(history, ExcursionLabels::down)));
        labels.put("end", new Labelled(7, history -> excursion(history, ExcursionLabels::forwardReturn)));
        labels.put("touch", new Labelled(7, history -> excursion(history, (path, t) -> path.touchEither(t, 0.02))));
        labels.put("beyond", new Labelled(7, history -> excursion(history, (path, t) -> path.closeBeyond(t, 0.02))));
        labels.put("breakout", new Labelled(3, history -> BreakoutLabels.of(history, 3)));
        labels.put("spike", new Labelled(1, SpikeLabels::of));
        labels.put("theta ratio", new Labelled(1, ThetaLabels::ratio));
        labels.put("straddle", new Labelled(5, history -> ThetaLabels.straddleWins(history, 5)));
        labels.put("implied move", new Labelled(5, history -> ThetaLabels.realizedToImpliedMove(history, 5)));
        return labels.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    private interface Excursion {
        double of(ExcursionLabels path, int row);
    }

    private static double[] excursion(MarketHistory history, Excursion excursion) {
        ExcursionLabels path = ExcursionLabels.of(history, 7);
        return IntStream.range(0, path.size())
                .mapToDouble(t -> excursion.of(path, t))
                .toArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void does_not_change_when_the_data_after_its_horizon_does(String name, Labelled label) {
        double[] whole = label.labels().apply(HISTORY);
        for (int t : new int[] {15, 40, 300, 555, 600}) {
            RandomMarket cut = MARKET.until(Math.min(t + label.horizon(), HISTORY.size() - 1));
            double known = label.labels().apply(cut.history())[t];
            assertThat(Double.doubleToLongBits(known)).as("row %d", t).isEqualTo(Double.doubleToLongBits(whole[t]));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void is_missing_until_its_horizon_has_passed(String name, Labelled label) {
        double[] values = label.labels().apply(HISTORY);
        int n = values.length;
        assertThat(Arrays.copyOfRange(values, n - label.horizon(), n)).containsOnly(Double.NaN);
        assertThat(Arrays.stream(values).filter(value -> !Double.isNaN(value)).count())
                .isGreaterThan(name.equals("spike") ? 10 : 200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void outcome_lies_after_the_session(String name, Labelled label) {
        // Another future, same past: labels that end by then stay; somewhere, one that does not must differ.
        double[] before = label.labels().apply(HISTORY);
        boolean moved = false;
        for (int changed = 300; changed < 600; changed += 20) {
            LocalDate last = session(changed);
            RandomMarket other = MARKET.withDaily(bar -> bar.session().isAfter(last) ? shifted(bar) : bar);
            double[] after = label.labels().apply(other.history());
            int ended = changed - label.horizon();
            assertThat(Arrays.mismatch(after, 0, ended + 1, before, 0, ended + 1))
                    .as("labels up to %s", last)
                    .isEqualTo(-1);
            moved |= !Arrays.equals(after, ended + 1, changed + 1, before, ended + 1, changed + 1);
        }
        assertThat(moved).isTrue();
    }

    private static LocalDate session(int row) {
        return HISTORY.session(row);
    }

    private static DailyBar shifted(DailyBar bar) {
        return new DailyBar(
                bar.session(), bar.open() * 1.1, bar.high() * 1.5, bar.low() * 0.7, bar.close() * 1.2, bar.volume());
    }

    @Test
    void direction_is_neutral_inside_a_quarter_of_the_trailing_deviation() {
        int t = 100;
        double deadZone = 0.25 * HISTORY.sigma(t) * Math.sqrt(5);
        assertThat(DirectionLabels.deadZone(HISTORY, t, 5)).isEqualTo(deadZone);
        double move = Math.log(HISTORY.close(t + 5) / HISTORY.close(t));
        assertThat(DirectionLabels.of(HISTORY, 5)[t])
                .isEqualTo(DirectionClass.of(move, deadZone).position());
        assertThat(DirectionClass.of(deadZone, deadZone)).isEqualTo(DirectionClass.NEUTRAL);
        assertThat(DirectionClass.of(-0.02, 0.01)).isEqualTo(DirectionClass.DOWN);
        assertThat(DirectionClass.of(0.02, 0.01)).isEqualTo(DirectionClass.UP);
    }

    @Test
    void direction_is_missing_while_the_deviation_warms_up() {
        double[] labels = DirectionLabels.of(HISTORY, 1);
        assertThat(labels[19]).isNaN();
        assertThat(labels[20]).isBetween(0.0, 2.0);
    }

    @Test
    void volatility_label_is_the_trailing_volatility_seen_from_before() {
        assertThat(RealizedVolatilityLabels.forward(HISTORY, 10)[100]).isEqualTo(HISTORY.trailingVolatility(110, 10));
        double sum = 0;
        for (int j = 101; j <= 110; j++) {
            sum += HISTORY.variance(j);
        }
        assertThat(RealizedVolatilityLabels.forward(HISTORY, 10)[100]).isCloseTo(Math.sqrt(25.2 * sum), within(1e-15));
    }

    @Test
    void trap_is_missing_where_the_volatility_index_is() {
        MarketHistory gappy =
                MARKET.withoutVolatilityIndexOn(List.of(session(100))).history();
        assertThat(TrapLabels.of(gappy)[100]).isNaN();
        assertThat(ThetaLabels.straddleWins(gappy, 5)[100]).isNaN();
        double expected = HISTORY.trailingVolatility(111, 10) > HISTORY.vix(101) / 100 ? 1 : 0;
        assertThat(TrapLabels.of(gappy)[101]).isEqualTo(expected);
    }

    @Test
    void regime_thresholds_are_thirds_of_what_was_realised_by_then() {
        RegimeLabels labels = RegimeLabels.of(HISTORY);
        // First trailing volatility at row 20, so 250 of them at row 269.
        assertThat(labels.lower(268)).isNaN();
        int t = 560;
        double[] known = IntStream.rangeClosed(t - 499, t)
                .mapToDouble(j -> HISTORY.trailingVolatility(j, 20))
                .toArray();
        Percentile linear = new Percentile().withEstimationType(EstimationType.R_7);
        assertThat(labels.lower(t)).isCloseTo(linear.evaluate(known, 100.0 / 3), within(1e-12));
        assertThat(labels.upper(t)).isCloseTo(linear.evaluate(known, 200.0 / 3), within(1e-12));
        double realized = HISTORY.trailingVolatility(t + 20, 20);
        assertThat(labels.label(t))
                .isEqualTo(RegimeClass.of(realized, labels.lower(t), labels.upper(t))
                        .position());
        assertThat(labels.lower(269)).isLessThan(labels.upper(269));
    }

    @Test
    void regime_class_keeps_the_thresholds_themselves_in_the_middle() {
        assertThat(RegimeClass.of(0.1, 0.1, 0.2)).isEqualTo(RegimeClass.MEDIUM);
        assertThat(RegimeClass.of(0.2, 0.1, 0.2)).isEqualTo(RegimeClass.MEDIUM);
        assertThat(RegimeClass.of(0.09, 0.1, 0.2)).isEqualTo(RegimeClass.LOW);
        assertThat(RegimeClass.of(0.21, 0.1, 0.2)).isEqualTo(RegimeClass.HIGH);
    }

    @Test
    void excursions_follow_the_path_by_hand() {
        MarketHistory history = hand(
                bar(1, 100, 100, 100, 100),
                bar(2, 101, 104, 99, 102),
                bar(3, 102, 103, 96, 97),
                bar(4, 97, 99, 95, 98));
        ExcursionLabels path = ExcursionLabels.of(history, 2);
        assertThat(path.up(0)).isCloseTo(Math.log(1.04), within(1e-15));
        assertThat(path.down(0)).isCloseTo(Math.log(100 / 96.0), within(1e-15));
        assertThat(path.forwardReturn(0)).isCloseTo(Math.log(0.97), within(1e-15));
        assertThat(path.touchUp(0, 0.04)).isEqualTo(1);
        assertThat(path.touchUp(0, 0.05)).isZero();
        assertThat(path.touchDown(0, 0.04)).isEqualTo(1);
        assertThat(path.touchDown(0, 0.045)).isZero();
        assertThat(path.touchEither(0, 0.04)).isEqualTo(1);
        assertThat(path.closeBelow(0, 0.029)).isEqualTo(1);
        assertThat(path.closeAbove(0, 0.029)).isZero();
        assertThat(path.closeBeyond(0, 0.029)).isEqualTo(1);
        assertThat(path.closeBeyond(0, 0.031)).isZero();
        assertThat(path.resolved(1)).isTrue();
        assertThat(path.resolved(2)).isFalse();
        assertThat(path.touchUp(2, 0.01)).isNaN();
        assertThat(path.closeBeyond(2, 0.01)).isNaN();
    }

    @Test
    void a_touch_is_at_least_as_frequent_as_a_close_beyond() {
        ExcursionLabels path = ExcursionLabels.of(HISTORY, 10);
        for (int t = 0; t < path.size() - 10; t++) {
            assertThat(path.touchEither(t, 0.03)).isGreaterThanOrEqualTo(path.closeBeyond(t, 0.03));
        }
    }

    @Test
    void breakout_compares_with_the_average_true_range_known_at_the_session() {
        int t = 200;
        for (int k = 1; k <= 5; k++) {
            boolean expected = HISTORY.high(t + k) - HISTORY.low(t + k) > 1.5 * HISTORY.atr(t);
            assertThat(BreakoutLabels.of(HISTORY, k)[t]).isEqualTo(expected ? 1 : 0);
        }
        assertThat(BreakoutLabels.of(HISTORY, 1)[13]).isNaN();
    }

    @Test
    void spike_exists_only_on_breakouts_and_tells_their_side() {
        double[] breakout = BreakoutLabels.of(HISTORY, 1);
        double[] spike = SpikeLabels.of(HISTORY);
        for (int t = 0; t < spike.length - 1; t++) {
            assertThat(Double.isNaN(spike[t])).isEqualTo(breakout[t] != 1);
            if (breakout[t] == 1) {
                assertThat(spike[t]).isEqualTo(HISTORY.close(t + 1) > HISTORY.open(t + 1) ? 1 : 0);
            }
        }
    }

    @Test
    void straddle_wins_beyond_the_mean_absolute_implied_move() {
        int t = 300;
        double move = Math.abs(HISTORY.close(t + 5) / HISTORY.close(t) - 1);
        double premium = Math.sqrt(2 / Math.PI) * HISTORY.vix(t) / 100 * Math.sqrt(5 / 252.0);
        assertThat(ThetaLabels.realizedToImpliedMove(HISTORY, 5)[t]).isCloseTo(move / premium, within(1e-12));
        assertThat(ThetaLabels.straddleWins(HISTORY, 5)[t]).isEqualTo(move > premium ? 1 : 0);
        assertThat(ThetaLabels.ratio(HISTORY)[t])
                .isEqualTo((HISTORY.high(t + 1) - HISTORY.low(t + 1)) / HISTORY.atr(t));
    }

    @Test
    void theta_ratio_of_a_market_that_does_not_move_is_missing() {
        assertThat(ThetaLabels.ratio(RandomMarket.flat(40).history())).containsOnly(Double.NaN);
    }

    @Test
    void a_class_that_does_not_occur_is_an_error_that_says_so() {
        double[] labels = {2, 2, Double.NaN, 1};
        assertThatThrownBy(() -> ClassCounts.of(DirectionClass.class, labels).require("direction_t5", 1))
                .isInstanceOf(MissingClassException.class)
                .hasMessage("direction_t5: class DOWN must occur at least 1 times in the training labels, was 0 of"
                        + " {DOWN=0, NEUTRAL=1, UP=2}");
    }

    @Test
    void counts_and_shares_skip_what_is_not_resolved() {
        ClassCounts counts = ClassCounts.of(List.of("calm", "trap"), new double[] {0, 1, Double.NaN, 0, 0});
        assertThat(counts.require("seller_trap", 1).total()).isEqualTo(4);
        assertThat(counts.count(0)).isEqualTo(3);
        assertThat(counts.share(1)).isEqualTo(0.25);
    }

    @Test
    void a_label_that_is_no_class_is_refused() {
        assertThatThrownBy(() -> ClassCounts.of(RegimeClass.class, new double[] {0, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 3.0 at row 1");
    }

    @Test
    void class_positions_follow_their_order() {
        assertThat(DirectionClass.values()).extracting(DirectionClass::position).containsExactly(0, 1, 2);
        assertThat(RegimeClass.values()).extracting(RegimeClass::position).containsExactly(0, 1, 2);
    }

    @Test
    void refuses_a_horizon_below_one_session_and_a_distance_outside_its_range() {
        assertThatThrownBy(() -> ForwardReturns.log(HISTORY, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 session, was 0");
        assertThatThrownBy(() -> ExcursionLabels.of(HISTORY, 5).touchUp(3, -0.01))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("distance must be in (0, 1), was -0.01");
    }

    private static DailyBar bar(int day, double open, double high, double low, double close) {
        return new DailyBar(LocalDate.of(2024, 1, day), open, high, low, close, 0);
    }

    private static MarketHistory hand(DailyBar... bars) {
        return MarketHistory.of(BarSeries.of("HAND", List.of(bars)), BarSeries.of("HANDVIX", List.of()));
    }
}
