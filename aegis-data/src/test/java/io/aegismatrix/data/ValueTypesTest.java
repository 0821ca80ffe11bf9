package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ValueTypesTest {

    private static final LocalDate DAY = LocalDate.parse("2024-03-05");
    private static final Instant MOMENT = Instant.parse("2024-03-05T09:15:00+05:30");
    private static final ZoneId IST = ZoneId.of("Asia/Kolkata");

    private static DailyBar bar(String session, double price) {
        return new DailyBar(LocalDate.parse(session), price, price, price, price, 0);
    }

    @Test
    void daily_bar_rejects_high_below_low() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DailyBar(DAY, 100, 99.5, 101, 100, 0))
                .withMessage("high must be at least low, was high=99.5, low=101.0 on 2024-03-05");
    }

    @Test
    void bars_reject_what_is_no_price() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DailyBar(DAY, bad, 1, 1, 1, 0))
                    .withMessageContaining("open must be finite and positive, was " + bad);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new IntradayBar(MOMENT, 1, 1, 1, bad))
                    .withMessageContaining("close must be finite and positive, was " + bad);
            assertThatIllegalArgumentException().isThrownBy(() -> new Quote(MOMENT, bad));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DailyBar(DAY, 1, 1, 1, 1, Double.NaN))
                .withMessageContaining("volume");
    }

    @Test
    void series_rejects_disorder_and_repeats() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarSeries.of("NIFTY50", List.of(bar("2024-03-05", 1), bar("2024-03-04", 1))))
                .withMessageContaining("2024-03-04 after 2024-03-05");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarSeries.of("NIFTY50", List.of(bar("2024-03-05", 1), bar("2024-03-05", 1))));
    }

    @Test
    void series_is_found_and_cut_by_session() {
        BarSeries series =
                BarSeries.of("NIFTY50", List.of(bar("2024-03-04", 1), bar("2024-03-05", 2), bar("2024-03-07", 3)));
        assertThat(series.find(LocalDate.parse("2024-03-05"))).hasValue(1);
        assertThat(series.find(LocalDate.parse("2024-03-06"))).isEmpty();
        assertThat(series.until(LocalDate.parse("2024-03-06")).last().close()).isEqualTo(2);
        assertThat(series.from(LocalDate.parse("2024-03-06")).bar(0).close()).isEqualTo(3);
        assertThatThrownBy(() -> series.until(LocalDate.parse("2024-03-01")).last())
                .isInstanceOf(MarketDataException.class);
    }

    @Test
    void intraday_series_groups_bars_by_indian_day() {
        IntradayBar first = new IntradayBar(Instant.parse("2024-03-04T18:29:00Z"), 1, 1, 1, 1);
        IntradayBar second = new IntradayBar(Instant.parse("2024-03-04T18:30:00Z"), 1, 1, 1, 1);
        IntradaySeries series = IntradaySeries.of("NIFTY50", Duration.ofMinutes(1), IST, List.of(first, second));
        assertThat(series.sessions()).containsExactly(LocalDate.parse("2024-03-04"), DAY);
        assertThat(series.session(DAY)).containsExactly(second);
        assertThat(series.until(Instant.parse("2024-03-04T18:30:30Z")).bars()).containsExactly(first);
        assertThat(series.from(DAY).bars()).containsExactly(second);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntradaySeries.of("NIFTY50", Duration.ZERO, IST, List.of()));
    }

    @Test
    void option_quote_rejects_impossible_values() {
        OptionalDouble none = OptionalDouble.empty();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OptionChain.OptionQuote(DAY, -50, OptionChain.Right.CALL, 0, 0, none, none, none, none))
                .withMessageContaining("strike must be finite and positive, was -50.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new OptionChain.OptionQuote(DAY, 50, OptionChain.Right.PUT, -1, 0, none, none, none, none))
                .withMessageContaining("open interest must be at least 0, was -1.0");
    }

    @Test
    void quality_rejects_a_share_beyond_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataQuality(1.01, Freshness.FRESH, List.of(), List.of()))
                .withMessageContaining("1.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataQuality.SourceStamp("csv", "NIFTY50", "daily", MOMENT, -1, 1));
    }

    @Test
    void underlying_rejects_blank_names() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Underlying("X", " ", "a", "b", "c", "d", "e", "f", "g", 50, "h"))
                .withMessageContaining("fileStem");
        assertThat(Underlying.NIFTY50.id()).isEqualTo("nifty50");
    }
}
