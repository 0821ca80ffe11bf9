package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketRequest;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.features.IntradayVarianceProfile.Block;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index that stands still from 15:15 and jumps once, while its options trade to 15:40. */
class ClosingAuctionTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);
    private static final MarketSnapshot EVENING =
            MarketSources.synthetic(7, 2).snapshot(MarketRequest.nifty50(ist(DAY, "16:00")));

    private static Instant ist(LocalDate day, String time) {
        return Instant.parse(day + "T" + time + ":00+05:30");
    }

    private static MarketSnapshot seenAt(LocalDate day, String time) {
        return EVENING.cutAt(ist(day, time));
    }

    /** The same with the bars of the day shaped by how a source may give them. */
    private static MarketSnapshot seenAt(String time, UnaryOperator<Stream<IntradayBar>> shape) {
        MarketSnapshot seen = seenAt(DAY, time);
        List<IntradayBar> bars =
                shape.apply(seen.intraday().orElseThrow().bars().stream()).toList();
        return MarketSnapshot.at(seen.asOf(), seen.underlying(), CALENDAR)
                .daily(seen.daily())
                .volatilityIndex(seen.volatilityIndex())
                .intraday(IntradaySeries.of("NIFTY50", Duration.ofMinutes(5), CALENDAR.zone(), bars))
                .quoteFromIntraday()
                .assessQuality(List.of(), List.of())
                .build();
    }

    private static IntradayFeatures features(MarketSnapshot snapshot) {
        return IntradayFeatures.find(snapshot).orElseThrow();
    }

    private static Stream<IntradayBar> missing(Stream<IntradayBar> bars) {
        return bars.filter(bar -> bar.start().isBefore(ist(DAY, "15:15")));
    }

    private static Stream<IntradayBar> stuck(Stream<IntradayBar> bars) {
        double stood = EVENING.intraday().orElseThrow().session(DAY).get(71).close();
        return bars.map(bar -> bar.start().isBefore(ist(DAY, "15:15"))
                ? bar
                : new IntradayBar(bar.start(), stood, stood, stood, stood));
    }

    @Test
    void the_synthetic_index_stands_still_and_jumps_once() {
        List<IntradayBar> bars = EVENING.intraday().orElseThrow().session(DAY);
        assertThat(bars).hasSize(77);
        double stood = bars.get(71).close();
        assertThat(bars.subList(72, 74)).allMatch(bar -> bar.high() == stood && bar.low() == stood);
        assertThat(bars.get(74).start()).isEqualTo(ist(DAY, "15:25"));
        assertThat(bars.get(74).open()).isEqualTo(stood);
        double settled = bars.get(74).close();
        assertThat(settled).isNotEqualTo(stood);
        assertThat(bars.subList(75, 77)).allMatch(bar -> bar.high() == settled && bar.low() == settled);
        assertThat(EVENING.daily().last().close()).isEqualTo(settled);
        assertThat(EVENING.quality().anomalies()).isEmpty();
    }

    @Test
    void variance_is_left_until_the_close_is_known() {
        double standing = features(seenAt(DAY, "15:15")).sessionFraction();
        assertThat(features(seenAt(DAY, "15:10")).sessionFraction()).isLessThan(standing);
        assertThat(standing).isBetween(0.97, 0.99);
        for (String time : List.of("15:20", "15:27", "15:31", "15:34")) {
            assertThat(features(seenAt(DAY, time)).sessionFraction()).as(time).isEqualTo(standing);
        }
        for (String time : List.of("15:35", "15:39", "15:41")) {
            assertThat(features(seenAt(DAY, time)).sessionFraction()).as(time).isEqualTo(1);
        }
    }

    @Test
    void a_source_without_the_auction_never_knows_the_close() {
        double standing = features(seenAt(DAY, "15:15")).sessionFraction();
        for (String time : List.of("15:20", "15:31", "15:39")) {
            assertThat(features(seenAt(time, ClosingAuctionTest::missing)).sessionFraction())
                    .isEqualTo(standing);
            MarketSnapshot stuck = seenAt(time, ClosingAuctionTest::stuck);
            assertThat(features(stuck).sessionFraction()).as(time).isEqualTo(standing);
            assertThat(StandingPrice.momentOf(
                            stuck,
                            DAY,
                            stuck.asOf(),
                            stuck.quote().orElseThrow().price()))
                    .isEqualTo(ist(DAY, "15:15"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"15:16", "15:20", "15:27", "15:31", "15:39"})
    void still_or_missing_bars_are_neither_stale_nor_holes(String time) {
        assertThat(seenAt(DAY, time).quality().anomalies()).isEmpty();
        assertThat(seenAt(time, ClosingAuctionTest::missing).quality().anomalies())
                .isEmpty();
    }

    @Test
    void realised_variance_is_compared_with_as_much_of_past_sessions() {
        double before = features(seenAt(DAY, "15:15")).realizedVarianceShare().orElseThrow();
        for (String time : List.of("15:20", "15:31")) {
            assertThat(features(seenAt(DAY, time)).realizedVarianceShare().orElseThrow())
                    .as(time)
                    .isCloseTo(before, within(1e-12));
        }
        assertThat(features(seenAt(DAY, "15:36")).sessionsUsed()).isGreaterThan(50);
    }

    @Test
    void windows_run_to_the_end_of_options_trading_from_the_first_day_on() {
        assertThat(labels(seenAt(LocalDate.of(2026, 7, 31), "12:00")))
                .hasSize(13)
                .endsWith("15:15-15:30");
        assertThat(labels(seenAt(LocalDate.of(2026, 7, 31), "16:30")))
                .hasSize(13)
                .endsWith("15:15-15:40");
        assertThat(labels(seenAt(LocalDate.of(2026, 8, 3), "12:00")))
                .hasSize(13)
                .contains("14:45-15:15")
                .endsWith("15:15-15:40");
        IntradayVarianceProfile mixed =
                IntradayVarianceProfile.find(seenAt(DAY, "12:00")).orElseThrow();
        assertThat(mixed.sessionsUsed()).isGreaterThan(50);
        assertThat(mixed.blocks().stream().mapToDouble(Block::share).sum()).isCloseTo(1, within(1e-12));
        assertThat(mixed.blocks().get(12).share()).isBetween(0.001, 0.1);
    }

    private static List<String> labels(MarketSnapshot snapshot) {
        return IntradayVarianceProfile.find(snapshot).orElseThrow().blocks().stream()
                .map(Block::label)
                .toList();
    }

    @Test
    void past_sessions_count_as_of_the_same_part_of_the_day() {
        MarketSnapshot standing = seenAt(DAY, "15:31");
        List<PastMoment> moments =
                PastMoment.before(standing, DAY, Duration.between(CALENDAR.open(DAY), ist(DAY, "15:30")));
        assertThat(moments)
                .hasSizeGreaterThan(50)
                .allSatisfy(moment -> assertThat(moment.at()).isEqualTo(ist(moment.session(), "15:15")));
        List<PastMoment> closed =
                PastMoment.before(standing, DAY, Duration.between(CALENDAR.open(DAY), ist(DAY, "15:35")));
        assertThat(closed)
                .allSatisfy(moment -> assertThat(CALENDAR.varianceShareElapsed(moment.session(), moment.at()))
                        .isEqualTo(1));
    }
}
