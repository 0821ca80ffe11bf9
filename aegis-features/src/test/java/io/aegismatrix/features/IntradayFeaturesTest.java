package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.features.IntradayVarianceProfile.Block;
import io.aegismatrix.features.kit.WeekdayCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class IntradayFeaturesTest {

    private static final WeekdayCalendar CALENDAR = new WeekdayCalendar();
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    /** Monday. */
    private static final LocalDate TODAY = LocalDate.of(2024, 3, 18);

    /** Bars of 5 minutes for the 20 sessions up to and including today. */
    private static final List<IntradayBar> BARS = bars(k -> k < 6 ? 3 : 1);

    /** Bars whose volatility depends on their place in the session. */
    private static List<IntradayBar> bars(IntUnaryOperator volatility) {
        Random random = new Random(17);
        List<IntradayBar> bars = new ArrayList<>();
        double price = 22_000;
        for (LocalDate day : CALENDAR.sessions(LocalDate.of(2024, 2, 20), TODAY)) {
            for (int k = 0; k < 75; k++) {
                double open = price;
                price *= Math.exp(0.0005 * volatility.applyAsInt(k) * random.nextGaussian());
                Instant start = CALENDAR.open(day).plus(INTERVAL.multipliedBy(k));
                bars.add(new IntradayBar(start, open, Math.max(open, price) + 1, Math.min(open, price) - 1, price));
            }
        }
        return bars;
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).atZone(CALENDAR.zone()).toInstant();
    }

    private static MarketSnapshot snapshot(Instant asOf, Predicate<IntradayBar> kept) {
        return snapshot(asOf, BARS.stream().filter(kept).toList());
    }

    private static MarketSnapshot snapshot(Instant asOf, List<IntradayBar> bars) {
        IntradaySeries series =
                IntradaySeries.of("NIFTY50", INTERVAL, CALENDAR.zone(), bars).until(asOf);
        List<DailyBar> daily = CALENDAR.sessions(LocalDate.of(2024, 2, 1), CALENDAR.lastCompletedSession(asOf)).stream()
                .map(day -> new DailyBar(day, 21_900, 22_100, 21_800, 22_000, 0))
                .toList();
        return MarketSnapshot.at(asOf, Underlying.NIFTY50, CALENDAR)
                .daily(BarSeries.of("NIFTY50", daily))
                .volatilityIndex(BarSeries.of("INDIAVIX", List.of()))
                .intraday(series)
                .quality(new DataQuality(1, Freshness.FRESH, List.of(), List.of()))
                .build();
    }

    private static MarketSnapshot snapshot(Instant asOf) {
        return snapshot(asOf, bar -> true);
    }

    private static List<IntradayBar> today(int count) {
        return BARS.stream()
                .filter(bar -> !bar.start().isBefore(CALENDAR.open(TODAY)))
                .limit(count)
                .toList();
    }

    @Test
    void describes_the_running_session_as_of_its_last_bar() {
        IntradayFeatures features =
                IntradayFeatures.find(snapshot(at(TODAY, 11, 17))).orElseThrow();
        List<IntradayBar> bars = today(24);
        double last = bars.get(23).close();
        assertThat(features.session()).isEqualTo(TODAY);
        assertThat(features.through()).isEqualTo(at(TODAY, 11, 15));
        assertThat(features.open()).isEqualTo(bars.get(0).open());
        assertThat(features.last()).isEqualTo(last);
        assertThat(features.high())
                .isEqualTo(bars.stream().mapToDouble(IntradayBar::high).max().orElseThrow());
        assertThat(features.low())
                .isEqualTo(bars.stream().mapToDouble(IntradayBar::low).min().orElseThrow());
        assertThat(features.gap().orElseThrow()).isCloseTo(Math.log(bars.get(0).open() / 22_000), within(1e-15));
        assertThat(features.timeFraction()).isCloseTo(120 / 375.0, within(1e-12));
        assertThat(features.sessionFraction()).isCloseTo(0.3 + 0.7 * 120 / 375, within(1e-12));
        double mean = bars.subList(18, 24).stream()
                .mapToDouble(IntradayBar::close)
                .average()
                .orElseThrow();
        assertThat(features.lastHalfHourMomentum().orElseThrow())
                .isCloseTo(Math.log(mean / bars.get(0).open()), within(1e-15));
    }

    @Test
    void opening_range_break_is_signed_and_in_units_of_the_range() {
        IntradayFeatures features =
                IntradayFeatures.find(snapshot(at(TODAY, 11, 15))).orElseThrow();
        List<IntradayBar> first = today(6);
        double high = first.stream().mapToDouble(IntradayBar::high).max().orElseThrow();
        double low = first.stream().mapToDouble(IntradayBar::low).min().orElseThrow();
        double last = features.last();
        double expected = last > high ? (last - high) / (high - low) : last < low ? (last - low) / (high - low) : 0;
        assertThat(features.openingRangeBreak().orElseThrow()).isCloseTo(expected, within(1e-12));
        double allDay = IntradayFeatures.find(snapshot(at(TODAY, 15, 30)))
                .orElseThrow()
                .openingRangeBreak()
                .orElseThrow();
        double close = today(75).get(74).close();
        assertThat(allDay > 0).isEqualTo(close > high);
        assertThat(allDay < 0).isEqualTo(close < low);
    }

    @Test
    void opening_range_break_is_unknown_before_the_range_is_complete() {
        assertThat(IntradayFeatures.find(snapshot(at(TODAY, 9, 40)))
                        .orElseThrow()
                        .openingRangeBreak())
                .isEmpty();
        assertThat(IntradayFeatures.find(snapshot(at(TODAY, 9, 45)))
                        .orElseThrow()
                        .openingRangeBreak())
                .isPresent();
    }

    @Test
    void realized_variance_is_measured_against_the_usual_by_this_time() {
        IntradayFeatures features =
                IntradayFeatures.find(snapshot(at(TODAY, 11, 15))).orElseThrow();
        double usual = CALENDAR.sessions(LocalDate.of(2024, 2, 20), TODAY.minusDays(1)).stream()
                .mapToDouble(day -> IntradayVariance.sum(BARS.stream()
                        .filter(bar -> !bar.start().isBefore(CALENDAR.open(day)))
                        .limit(24)
                        .toList()))
                .average()
                .orElseThrow();
        assertThat(features.sessionsUsed()).isEqualTo(19);
        assertThat(features.realizedVarianceShare().orElseThrow())
                .isCloseTo(IntradayVariance.sum(today(24)) / usual, within(1e-9));
    }

    @Test
    void realized_variance_is_unknown_with_too_few_trailing_sessions() {
        IntradayFeatures features = IntradayFeatures.find(snapshot(
                        at(TODAY, 11, 15), bar -> !bar.start().isBefore(at(LocalDate.of(2024, 3, 13), 0, 0))))
                .orElseThrow();
        assertThat(features.sessionsUsed()).isEqualTo(3);
        assertThat(features.realizedVarianceShare()).isEmpty();
    }

    @Test
    void what_needs_the_opening_bar_is_unknown_without_it() {
        IntradayFeatures features = IntradayFeatures.find(
                        snapshot(at(TODAY, 11, 15), bar -> !bar.start().equals(CALENDAR.open(TODAY))))
                .orElseThrow();
        assertThat(features.gap()).isEmpty();
        assertThat(features.openingRangeBreak()).isEmpty();
        assertThat(features.realizedVarianceShare()).isEmpty();
        assertThat(features.lastHalfHourMomentum()).isEmpty();
    }

    @Test
    void an_older_session_never_stands_in_for_today() {
        assertThat(IntradayFeatures.find(snapshot(at(TODAY, 9, 17)))).isEmpty();
        assertThat(IntradayFeatures.find(
                        snapshot(at(TODAY, 18, 0), bar -> bar.start().isBefore(CALENDAR.open(TODAY)))))
                .isEmpty();
    }

    @Test
    void the_last_completed_session_is_described_while_the_market_is_closed() {
        LocalDate friday = LocalDate.of(2024, 3, 15);
        IntradayFeatures sunday =
                IntradayFeatures.find(snapshot(at(TODAY.minusDays(1), 12, 0))).orElseThrow();
        assertThat(sunday.session()).isEqualTo(friday);
        assertThat(sunday.timeFraction()).isEqualTo(1);
        assertThat(sunday.sessionFraction()).isEqualTo(1);
        assertThat(IntradayFeatures.find(snapshot(at(TODAY, 9, 0)))
                        .orElseThrow()
                        .session())
                .isEqualTo(friday);
    }

    @Test
    void is_absent_when_the_source_has_no_bars_inside_sessions() {
        assertThat(IntradayFeatures.find(snapshot(at(TODAY, 11, 0), bar -> false)))
                .isEmpty();
        assertThat(IntradayVarianceProfile.find(snapshot(at(TODAY, 11, 0), bar -> false)))
                .isEmpty();
    }

    @Test
    void refuses_prices_out_of_order() {
        IntradayFeatures good =
                IntradayFeatures.find(snapshot(at(TODAY, 11, 15))).orElseThrow();
        assertThatThrownBy(() -> new IntradayFeatures(
                        good.session(),
                        good.through(),
                        good.gap(),
                        good.openingRangeBreak(),
                        good.realizedVarianceShare(),
                        good.sessionsUsed(),
                        good.lastHalfHourMomentum(),
                        1.5,
                        good.timeFraction(),
                        good.open(),
                        good.high(),
                        good.low(),
                        good.last()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sessionFraction must be in [0, 1], was 1.5");
    }

    @Test
    void profile_has_thirteen_blocks_that_share_the_session_variance() {
        IntradayVarianceProfile profile =
                IntradayVarianceProfile.find(snapshot(at(TODAY, 16, 0))).orElseThrow();
        assertThat(profile.sessionsUsed()).isEqualTo(20);
        assertThat(profile.blocks()).hasSize(13);
        assertThat(profile.blocks().get(0).label()).isEqualTo("09:15-09:45");
        assertThat(profile.blocks().get(12).label()).isEqualTo("15:15-15:30");
        assertThat(profile.blocks().stream().mapToDouble(Block::share).sum()).isCloseTo(1, within(1e-12));
        // The generator trebles the volatility of the first six bars: 54 of 123 units of variance.
        assertThat(profile.blocks().get(0).share()).isCloseTo(54 / 123.0, within(0.08));
        assertThat(profile.blocks().get(12).share()).isLessThan(0.05);
    }

    @Test
    void profile_leaves_out_the_running_and_incomplete_sessions() {
        LocalDate thin = LocalDate.of(2024, 3, 14);
        IntradayVarianceProfile profile = IntradayVarianceProfile.find(snapshot(
                        at(TODAY, 15, 0),
                        bar -> bar.start().isBefore(at(thin, 10, 0))
                                || bar.start().isAfter(at(thin, 11, 0))))
                .orElseThrow();
        assertThat(profile.sessionsUsed()).isEqualTo(18);
    }

    @Test
    void profile_of_expiry_days_uses_only_them() {
        IntradayVarianceProfile profile = IntradayVarianceProfile.findExpiryDays(snapshot(at(TODAY, 16, 0)))
                .orElseThrow();
        assertThat(profile.sessionsUsed()).isEqualTo(4);
    }

    @Test
    void profile_finds_both_arms_of_a_generated_u() {
        // Trebled volatility in the first half hour, doubled from 14:45 to 15:15: 54 + 24 + 63 units of variance.
        List<IntradayBar> bars = bars(k -> k < 6 ? 3 : k >= 66 && k < 72 ? 2 : 1);
        List<Block> blocks = IntradayVarianceProfile.find(snapshot(at(TODAY, 16, 0), bars))
                .orElseThrow()
                .blocks();
        assertThat(blocks.get(0).share()).isCloseTo(54 / 141.0, within(0.06));
        assertThat(blocks.get(11).share()).isCloseTo(24 / 141.0, within(0.04));
        assertThat(middle(blocks)).allSatisfy(block -> assertThat(block.share()).isCloseTo(6 / 141.0, within(0.022)));
        assertThat(blocks.get(12).share()).isCloseTo(3 / 141.0, within(0.01));
    }

    @Test
    void real_profile_is_u_shaped() {
        IntradaySeries real = RealMarket.intraday2024();
        Instant asOf = at(LocalDate.of(2024, 8, 23), 16, 0);
        MarketSnapshot snapshot = snapshot(asOf, real.bars());
        IntradayVarianceProfile profile = IntradayVarianceProfile.find(snapshot).orElseThrow();
        List<Block> blocks = profile.blocks();
        assertThat(profile.sessionsUsed()).isEqualTo(60);
        assertThat(blocks).hasSize(13);
        double[] middle = middle(blocks).stream().mapToDouble(Block::share).toArray();
        double busiest = Arrays.stream(middle).max().orElseThrow();
        double mean = Arrays.stream(middle).average().orElseThrow();
        // numpy: 0.221 and 0.114 falling, 0.058 in the middle and 0.066 at most, 0.089 before 15:15.
        assertThat(blocks.get(0).share()).isGreaterThan(2.5 * busiest);
        assertThat(blocks.get(1).share()).isGreaterThan(1.4 * busiest);
        assertThat(blocks.get(11).label()).isEqualTo("14:45-15:15");
        assertThat(blocks.get(11).share()).isGreaterThan(1.2 * busiest).isGreaterThan(1.4 * mean);
        // The last quarter of an hour, in which half of the averaged close is known, is no busier than noon: 0.026.
        assertThat(2 * blocks.get(12).share()).isBetween(0.6 * mean, busiest);
    }

    /** From 10:45 to 14:15. */
    private static List<Block> middle(List<Block> blocks) {
        return blocks.subList(3, 10);
    }
}
