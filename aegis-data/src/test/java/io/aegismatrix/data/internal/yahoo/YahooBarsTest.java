package io.aegismatrix.data.internal.yahoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Stopwatch;
import io.aegismatrix.data.AnomalyCode;
import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.Quote;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.VendorJson;
import io.aegismatrix.data.internal.live.VendorBars;
import io.aegismatrix.data.source.MarketSources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class YahooBarsTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    private static final Instant CLOSE = Instant.parse("2024-12-31T10:00:00Z");

    private final List<AnomalyCode> noticed = new ArrayList<>();

    private VendorBars bars(ObjectNode json, String interval, Instant asOf) throws IOException {
        return bars(json.toString().getBytes(StandardCharsets.UTF_8), interval, asOf);
    }

    private VendorBars bars(byte[] body, String interval, Instant asOf) throws IOException {
        YahooChart chart = YahooChart.read(
                new ByteArrayInputStream(body),
                "test",
                new YahooChart.Asked("^NSEI", interval, Set.of(CALENDAR.zone())));
        return new VendorBars(
                "NIFTY50",
                chart.rows(),
                chart.quote().map(Quote::at),
                CALENDAR,
                asOf,
                (code, detail) -> noticed.add(code));
    }

    private static ObjectNode week(Instant priced) {
        ObjectNode chart = VendorJson.chart("^NSEI", "1d", 23_650, priced);
        for (int day = 27; day <= 31; day++) {
            LocalDate date = LocalDate.of(2024, 12, day);
            if (CALENDAR.isSession(date)) {
                VendorJson.addBar(
                        chart, date.atTime(3, 45).toInstant(java.time.ZoneOffset.UTC), 23_600, 23_700, 23_500, 23_650);
            }
        }
        return chart;
    }

    private static LocalDate last(BarSeries series) {
        return series.last().session();
    }

    @Test
    void the_bar_of_the_running_session_is_left_out() throws IOException {
        assertThat(last(bars(week(CLOSE.minusSeconds(3600)), "1d", CLOSE.minusSeconds(3500))
                        .daily()))
                .isEqualTo("2024-12-30");
        assertThat(noticed).isEmpty();
    }

    @Test
    void the_bar_of_a_session_just_closed_waits_for_its_last_price() throws IOException {
        Instant asOf = CLOSE.plusSeconds(300);
        assertThat(last(bars(week(CLOSE.minusSeconds(900)), "1d", asOf).daily()))
                .isEqualTo("2024-12-30");
        assertThat(noticed).containsExactly(AnomalyCode.BAR_PARTIAL);
        assertThat(last(bars(week(CLOSE.minusSeconds(5)), "1d", asOf).daily())).isEqualTo("2024-12-31");
    }

    @Test
    void a_live_row_beside_the_days_bar_is_the_same_session() throws IOException {
        ObjectNode chart = week(CLOSE.plusSeconds(69));
        VendorJson.addBar(chart, CLOSE.plusSeconds(69), 23_600, 23_710, 23_500, 23_640);
        BarSeries series = bars(chart, "1d", CLOSE.plusSeconds(3600)).daily();
        assertThat(series.size()).isEqualTo(3);
        assertThat(series.last().close()).isEqualTo(23_640);
        assertThat(noticed).containsExactly(AnomalyCode.BARS_REPEATED);
    }

    @Test
    void bars_stamped_at_muhurat_hours_belong_to_that_evenings_session() throws IOException {
        ObjectNode chart = VendorJson.chart("^NSEI", "1d", 24_300, Instant.parse("2024-11-01T13:30:00Z"));
        VendorJson.addBar(chart, Instant.parse("2024-11-01T12:30:00Z"), 24_300, 24_350, 24_280, 24_304);
        BarSeries series =
                bars(chart, "1d", Instant.parse("2024-11-01T15:00:00Z")).daily();
        assertThat(last(series)).isEqualTo("2024-11-01");
    }

    @Test
    void a_bar_that_contradicts_itself_is_left_out_and_a_series_of_them_refused() throws IOException {
        ObjectNode chart = week(CLOSE.plusSeconds(60));
        VendorJson.addBar(chart, Instant.parse("2024-12-26T03:45:00Z"), 23_600, 23_500, 23_700, 23_650);
        assertThat(bars(chart, "1d", CLOSE.plusSeconds(3600)).daily().size()).isEqualTo(3);
        assertThat(noticed).containsExactly(AnomalyCode.BARS_UNSORTED, AnomalyCode.BARS_INVALID);

        for (int day = 1; day <= 24; day++) {
            VendorJson.addBar(
                    chart,
                    LocalDate.of(2024, 11, day).atTime(3, 45).toInstant(java.time.ZoneOffset.UTC),
                    23_600,
                    23_500,
                    23_700,
                    23_650);
        }
        VendorBars rotten = bars(chart, "1d", CLOSE.plusSeconds(3600));
        assertThatExceptionOfType(MarketDataException.class)
                .isThrownBy(rotten::daily)
                .withMessage(
                        "NIFTY50: 25 of 28 bars that contradict themselves, more than 5 %: the answer is not used");
    }

    @Test
    void inside_a_session_only_complete_bars_on_the_grid_count() throws IOException {
        Instant open = Instant.parse("2024-12-31T03:45:00Z");
        Instant priced = open.plusSeconds(754);
        ObjectNode chart = VendorJson.chart("^NSEI", "5m", 23_650, priced);
        VendorJson.addBar(chart, open.minusSeconds(300), 23_600, 23_600, 23_600, 23_600);
        for (int i = 0; i < 3; i++) {
            VendorJson.addBar(chart, open.plusSeconds(300L * i), 23_600, 23_700, 23_500, 23_650);
        }
        VendorJson.addBar(chart, priced, 23_650, 23_650, 23_650, 23_650);
        // Delayed by a quarter of an hour: the clock says that the third bar is over, the vendor has not seen its end.
        List<IntradayBar> complete = bars(chart, "5m", priced.plusSeconds(900))
                .intraday(Duration.ofMinutes(5))
                .bars();
        assertThat(complete).extracting(IntradayBar::start).containsExactly(open, open.plusSeconds(300));
    }

    @Test
    void five_years_of_daily_bars_are_read_in_a_moment(TestReporter reporter) throws IOException {
        List<DailyBar> years = MarketFixtures.snapshot(1240).daily().bars();
        byte[] body = VendorJson.daily("^NSEI", years, 23_650, CLOSE.plusSeconds(60))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Instant evening = CLOSE.plusSeconds(3600);
        Stopwatch first = Stopwatch.createStarted();
        assertThat(bars(body, "1d", evening).daily().size()).isEqualTo(1240);
        reporter.publishEntry("first", first.stop().toString());
        Stopwatch warm = Stopwatch.createStarted();
        for (int i = 0; i < 20; i++) {
            bars(body, "1d", evening).daily();
        }
        Duration each = warm.elapsed().dividedBy(20);
        reporter.publishEntry("each of twenty", each.toString());
        assertThat(each).isLessThan(Duration.ofMillis(250));
    }
}
