package io.aegismatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.DataQuality;
import io.aegismatrix.data.Freshness;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.features.kit.WeekdayCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PastMomentTest {

    private static final WeekdayCalendar CALENDAR = new WeekdayCalendar();
    private static final Duration INTERVAL = Duration.ofMinutes(5);
    private static final LocalDate FIRST = LocalDate.of(2024, 2, 20);
    private static final LocalDate TODAY = LocalDate.of(2024, 3, 18);
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final List<IntradayBar> BARS = bars();

    private static List<IntradayBar> bars() {
        Random random = new Random(29);
        List<IntradayBar> bars = new ArrayList<>();
        double price = 22_000;
        for (LocalDate day : CALENDAR.sessions(FIRST, TODAY)) {
            for (int k = 0; k < 75; k++) {
                double open = price;
                price *= Math.exp(0.0005 * random.nextGaussian());
                Instant start = CALENDAR.open(day).plus(INTERVAL.multipliedBy(k));
                bars.add(new IntradayBar(start, open, Math.max(open, price), Math.min(open, price), price));
            }
        }
        return bars;
    }

    private static MarketSnapshot snapshot(Instant asOf) {
        List<DailyBar> daily = CALENDAR.sessions(LocalDate.of(2024, 2, 1), CALENDAR.lastCompletedSession(asOf)).stream()
                .map(day -> new DailyBar(day, 21_900, 22_100, 21_800, 22_000, 0))
                .toList();
        return MarketSnapshot.at(asOf, Underlying.NIFTY50, CALENDAR)
                .daily(BarSeries.of("NIFTY50", daily))
                .volatilityIndex(BarSeries.of("INDIAVIX", List.of()))
                .intraday(IntradaySeries.of("NIFTY50", INTERVAL, CALENDAR.zone(), BARS)
                        .until(asOf))
                .quality(new DataQuality(1, Freshness.FRESH, List.of(), List.of()))
                .build();
    }

    @Test
    void is_what_was_seen_at_that_time_of_each_session() {
        List<PastMoment> moments =
                PastMoment.before(snapshot(CALENDAR.open(TODAY).plus(TWO_HOURS)), TODAY, TWO_HOURS);
        assertThat(moments).hasSize(19);
        assertThat(moments).extracting(PastMoment::session).isSorted().doesNotContain(TODAY);
        for (PastMoment moment : moments) {
            Instant then = CALENDAR.open(moment.session()).plus(TWO_HOURS);
            IntradayFeatures seen = IntradayFeatures.find(snapshot(then)).orElseThrow();
            assertThat(moment.at()).isEqualTo(seen.through());
            assertThat(moment.price()).isEqualTo(seen.last());
            assertThat(moment.realizedVarianceShare().isPresent())
                    .isEqualTo(seen.realizedVarianceShare().isPresent());
            seen.realizedVarianceShare()
                    .ifPresent(
                            share -> assertThat(moment.realizedVarianceShare().orElseThrow())
                                    .isCloseTo(share, within(1e-12)));
        }
    }

    @Test
    void is_of_the_last_bar_that_had_ended() {
        Duration between = TWO_HOURS.plusMinutes(4);
        List<PastMoment> moments =
                PastMoment.before(snapshot(CALENDAR.open(TODAY).plus(between)), TODAY, between);
        assertThat(moments)
                .allSatisfy(moment -> assertThat(moment.at())
                        .isEqualTo(CALENDAR.open(moment.session()).plus(TWO_HOURS)));
    }

    @Test
    void does_not_change_with_what_comes_later() {
        LocalDate day = LocalDate.of(2024, 3, 12);
        Instant then = CALENDAR.open(day).plus(TWO_HOURS);
        assertThat(PastMoment.before(snapshot(CALENDAR.open(TODAY).plus(TWO_HOURS)), day, TWO_HOURS))
                .isEqualTo(PastMoment.before(snapshot(then), day, TWO_HOURS));
    }

    @Test
    void is_none_where_no_bar_is_known() {
        assertThat(PastMoment.before(snapshot(CALENDAR.open(FIRST).plus(TWO_HOURS)), FIRST, TWO_HOURS))
                .isEmpty();
    }
}
