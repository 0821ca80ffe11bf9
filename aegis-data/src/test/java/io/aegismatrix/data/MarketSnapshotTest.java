package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarketSnapshotTest {

    private static final Instant EVENING = MarketFixtures.EVENING;
    private static final Instant NOON = MarketFixtures.NOON;

    private final TradingCalendar calendar = MarketSources.nseCalendar();
    private final BarSeries daily = MarketFixtures.closes("NIFTY50", 100, 101, 102, 103);
    private final BarSeries vix = MarketFixtures.closes("INDIAVIX", 14, 15, 14, 15);

    private MarketSnapshot.Builder at(Instant asOf) {
        return MarketSnapshot.at(asOf, Underlying.NIFTY50, calendar)
                .daily(daily)
                .volatilityIndex(vix);
    }

    private static MarketSnapshot assessed(MarketSnapshot.Builder builder) {
        return builder.assessQuality(List.of(), List.of()).build();
    }

    private static IntradaySeries bars(String... starts) {
        List<IntradayBar> bars = Arrays.stream(starts)
                .map(start -> new IntradayBar(Instant.parse(start), 100, 101, 99, 100.5))
                .toList();
        return IntradaySeries.of(
                "NIFTY50", Duration.ofMinutes(5), MarketSources.nseCalendar().zone(), bars);
    }

    @Test
    void refuses_a_daily_bar_of_the_running_session() {
        assertThatThrownBy(() -> assessed(at(NOON)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("NIFTY50", "2024-12-30", "2024-12-31");
    }

    @Test
    void refuses_a_price_from_the_future() {
        assertThatThrownBy(() -> assessed(at(EVENING).quote(new Quote(EVENING.plusSeconds(1), 100))))
                .hasMessageContaining("quote is later");
        assertThatThrownBy(() -> assessed(at(EVENING).intraday(bars("2024-12-31T10:26:00Z"))))
                .hasMessageContaining("last intraday bar is later");
    }

    @Test
    void cutting_removes_the_future_and_assesses_again() {
        OptionChain chain = new OptionChain("NIFTY", EVENING, 103, List.of());
        MarketSnapshot whole = at(EVENING)
                .intraday(bars("2024-12-31T06:20:00Z", "2024-12-31T06:25:00Z", "2024-12-31T06:30:00Z"))
                .quote(new Quote(EVENING, 103))
                .volatilityQuote(new Quote(EVENING, 15))
                .optionChain(chain)
                .assessQuality(
                        List.of(
                                new DataQuality.SourceStamp("x", "NIFTY50", "daily", EVENING, 0, 1),
                                new DataQuality.SourceStamp("x", "NIFTY50", "option_chain", EVENING, 1, 2)),
                        List.of(DataQuality.Anomaly.of(AnomalyCode.ROWS_SKIPPED, "kept")))
                .build();
        MarketSnapshot cut = whole.cutAt(NOON);

        assertThat(cut.asOf()).isEqualTo(NOON);
        assertThat(cut.lastSession()).isEqualTo("2024-12-30");
        assertThat(cut.volatilityIndex().size()).isEqualTo(3);
        assertThat(cut.intraday().orElseThrow().bars()).hasSize(2);
        assertThat(cut.quote()).contains(new Quote(NOON, 100.5));
        assertThat(cut.volatilityQuote()).isEmpty();
        assertThat(cut.optionChain()).isEmpty();
        assertThat(cut.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(cut.quality().anomalies())
                .containsExactly(
                        DataQuality.Anomaly.of(
                                AnomalyCode.INTRADAY_MISSING_BARS, "NIFTY50: 31 of 33 bars of 2024-12-31 are missing"),
                        DataQuality.Anomaly.of(AnomalyCode.ROWS_SKIPPED, "kept"));
        assertThat(cut.quality().sources())
                .containsExactly(new DataQuality.SourceStamp(
                        "x", "NIFTY50", "daily", Instant.parse("2024-12-30T15:30:00+05:30"), 0, 1));
    }

    @Test
    void live_parts_that_lag_behind_a_running_session_are_told() {
        Instant old = NOON.minusSeconds(46 * 60);
        MarketSnapshot now = MarketFixtures.snapshot(100, NOON);
        MarketSnapshot lagging = MarketSnapshot.at(NOON, Underlying.NIFTY50, now.calendar())
                .daily(now.daily())
                .volatilityIndex(now.volatilityIndex())
                .quote(new Quote(NOON, 100))
                .volatilityQuote(new Quote(old, 15))
                .optionChain(new OptionChain("NIFTY", old, 100, List.of()))
                .assessQuality(List.of(), List.of())
                .build();
        assertThat(lagging.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .containsExactly("VOLATILITY_QUOTE_BEHIND", "OPTION_CHAIN_BEHIND");
        assertThat(lagging.quality().freshness()).isEqualTo(Freshness.STALE);
        assertThat(lagging.spotFreshness()).isEqualTo(Freshness.FRESH);
    }

    @Test
    void cutting_at_its_own_moment_changes_nothing() {
        MarketSnapshot whole = MarketFixtures.snapshot(100, NOON);
        assertThat(whole.cutAt(NOON)).isEqualTo(whole).hasSameHashCodeAs(whole);
    }

    @Test
    void cutting_later_or_before_the_first_bar_is_refused() {
        MarketSnapshot whole = assessed(at(EVENING));
        assertThatThrownBy(() -> whole.cutAt(EVENING.plusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> whole.cutAt(Instant.parse("2024-06-03T12:00:00Z")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("2024-12-26");
    }

    @Test
    void last_close_is_fresh_while_the_market_is_shut() {
        MarketSnapshot evening = assessed(at(EVENING));
        MarketSnapshot nextMorning = assessed(at(Instant.parse("2025-01-01T09:00:00+05:30")));
        MarketSnapshot nextEvening = assessed(at(Instant.parse("2025-01-01T16:00:00+05:30")));
        assertThat(evening.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(nextMorning.quality().freshness()).isEqualTo(Freshness.FRESH);
        assertThat(nextEvening.quality().freshness()).isEqualTo(Freshness.EXPIRED);
        assertThat(nextEvening.quality().anomalies())
                .extracting(DataQuality.Anomaly::code)
                .containsExactly("DAILY_BEHIND");
    }

    @Test
    void notices_jumps_and_a_volatility_index_out_of_step() {
        MarketSnapshot usual = MarketFixtures.snapshot(120);
        List<DailyBar> bars = new ArrayList<>(usual.daily().bars());
        DailyBar before = bars.get(118);
        double crash = before.close() / 2;
        bars.set(119, new DailyBar(bars.get(119).session(), before.close(), before.close(), crash, crash, 0));
        List<DailyBar> index = new ArrayList<>(usual.volatilityIndex().bars());
        index.remove(119);
        index.remove(50);
        DataQuality quality = MarketFixtures.snapshot(BarSeries.of("NIFTY50", bars), BarSeries.of("INDIAVIX", index))
                .quality();
        assertThat(quality.anomalies())
                .extracting(DataQuality.Anomaly::code)
                .contains("PRICE_JUMP", "VOLATILITY_INDEX_MISSING_SESSIONS", "VOLATILITY_INDEX_DATE_MISMATCH");
        assertThat(quality.anomalies())
                .filteredOn(anomaly -> anomaly.code().equals("PRICE_JUMP"))
                .anySatisfy(anomaly -> assertThat(anomaly.detail()).contains("NIFTY50", "2024-12-31 (-50"));
    }

    @Test
    void missing_volatility_index_is_missing() {
        DataQuality quality = MarketFixtures.snapshot(daily, BarSeries.of("INDIAVIX", List.of()))
                .quality();
        assertThat(quality.anomalies()).extracting(DataQuality.Anomaly::code).containsExactly("VOLATILITY_INDEX_EMPTY");
    }

    @Test
    void live_price_sets_the_freshness_in_market_hours() {
        MarketSnapshot.Builder builder = MarketSnapshot.at(NOON, Underlying.NIFTY50, calendar)
                .daily(daily.until(LocalDate.parse("2024-12-30")))
                .volatilityIndex(vix.until(LocalDate.parse("2024-12-30")));
        assertThat(assessed(builder).quality().freshness()).isEqualTo(Freshness.EXPIRED);
        assertThat(assessed(builder.quote(new Quote(NOON.minusSeconds(601), 103)))
                        .quality()
                        .freshness())
                .isEqualTo(Freshness.DELAYED);
        assertThat(assessed(builder.quote(new Quote(NOON.minusSeconds(600), 103)))
                        .quality()
                        .freshness())
                .isEqualTo(Freshness.FRESH);
    }

    @Test
    void in_market_hours_the_oldest_live_part_sets_the_freshness_and_the_price_keeps_its_own() {
        MarketSnapshot.Builder builder = MarketSnapshot.at(NOON, Underlying.NIFTY50, calendar)
                .daily(daily.until(LocalDate.parse("2024-12-30")))
                .volatilityIndex(vix.until(LocalDate.parse("2024-12-30")))
                .quote(new Quote(NOON, 103));
        assertThat(assessed(builder.volatilityQuote(new Quote(NOON.minusSeconds(601), 14)))
                        .quality()
                        .freshness())
                .isEqualTo(Freshness.DELAYED);
        OptionChain yesterdays = new OptionChain("NIFTY", Instant.parse("2024-12-30T10:00:00Z"), 103, List.of());
        MarketSnapshot withOldChain = assessed(builder.optionChain(yesterdays));
        assertThat(withOldChain.quality().freshness()).isEqualTo(Freshness.EXPIRED);
        assertThat(withOldChain.spotFreshness()).isEqualTo(Freshness.FRESH);
    }

    @Test
    void series_without_bars_counts_as_no_series() {
        assertThat(assessed(at(EVENING).intraday(bars())).intraday()).isEqualTo(Optional.empty());
    }
}
