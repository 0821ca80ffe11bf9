package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.IntradayBar;
import io.aegismatrix.data.IntradaySeries;
import io.aegismatrix.data.MarketFixtures;
import io.aegismatrix.data.MarketSnapshot;
import io.aegismatrix.data.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The close as the average of the last half hour, on a session whose bars are written by hand. */
class ClosingAverageTest {

    private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
    private static final MarketSnapshot EVE = MarketFixtures.snapshot(300, Instant.parse("2024-12-30T12:00:00Z"));
    private static final TradingCalendar CALENDAR = EVE.calendar();
    private static final Instant THREE = Instant.parse("2024-12-31T09:30:00Z");

    /** Bars of 100 until three o'clock, then each one point higher than the one before. */
    private static MarketSnapshot seenAt(Instant moment) {
        List<IntradayBar> bars = new ArrayList<>();
        Instant start = CALENDAR.open(DAY);
        double price = 100;
        while (!start.plusSeconds(300).isAfter(moment)) {
            price += start.isBefore(THREE) ? 0 : 1;
            bars.add(new IntradayBar(start, price, price, price, price));
            start = start.plusSeconds(300);
        }
        return MarketSnapshot.at(moment, EVE.underlying(), CALENDAR)
                .daily(EVE.daily())
                .volatilityIndex(EVE.volatilityIndex())
                .intraday(IntradaySeries.of("NIFTY50", Duration.ofMinutes(5), CALENDAR.zone(), bars))
                .assessQuality(List.of(), List.of())
                .build();
    }

    private static ClosingAverage at(Instant moment, double price) {
        return ClosingAverage.of(seenAt(moment), DAY, moment, price);
    }

    @Test
    void leaves_all_of_the_close_to_come_before_the_open_and_a_third_of_the_window_at_its_start() {
        double window = 1 - CALENDAR.varianceShareElapsed(DAY, THREE);
        Instant before = CALENDAR.open(DAY).minusSeconds(60);

        assertThat(ClosingAverage.of(EVE, DAY, before, 100).left()).isCloseTo(1, within(1e-12));
        assertThat(at(THREE, 100).left()).isCloseTo(window / 3 / (1 - 2 * window / 3), within(1e-12));
        assertThat(at(THREE, 100).centre()).isEqualTo(100);
    }

    @Test
    void weighs_the_average_so_far_by_the_time_it_took() {
        ClosingAverage half = at(THREE.plusSeconds(900), 103);

        assertThat(half.centre()).isCloseTo(0.5 * 102 + 0.5 * 103, within(1e-9));
        double window = 1 - CALENDAR.varianceShareElapsed(DAY, THREE);
        double rest = 1 - CALENDAR.varianceShareElapsed(DAY, THREE.plusSeconds(900));
        assertThat(half.left()).isCloseTo(rest / 4 / 3 / (1 - 2 * window / 3), within(1e-12));
        assertThat(at(THREE.plusSeconds(1500), 105).centre()).isCloseTo(103 * 5 / 6.0 + 105 / 6.0, within(1e-9));
    }

    @Test
    void sharpens_without_a_jump_at_the_start_of_the_window() {
        double last = 1;
        for (Instant moment = CALENDAR.open(DAY).plusSeconds(300);
                moment.isBefore(CALENDAR.close(DAY));
                moment = moment.plusSeconds(300)) {
            double left = at(moment, 100).left();
            assertThat(left).as("%s", moment).isLessThan(last);
            last = left;
        }
        assertThat(at(THREE.plusSeconds(300), 100).left())
                .isCloseTo(at(THREE, 100).left(), within(0.7 * at(THREE, 100).left()));
    }

    @Test
    void takes_the_price_itself_without_bars_of_the_window() {
        Instant moment = THREE.plusSeconds(600);
        ClosingAverage blind = ClosingAverage.of(EVE, DAY, moment, 104);

        assertThat(blind.centre()).isEqualTo(104);
        assertThat(blind.left()).isCloseTo(1 - CALENDAR.varianceShareElapsed(DAY, moment), within(1e-12));
    }

    @Test
    void leaves_the_move_of_a_closing_auction_to_come_until_its_result_is_known() {
        LocalDate day = LocalDate.of(2026, 9, 15);
        Instant stop = CALENDAR.hours(day).indexStop();
        double left = ClosingAverage.of(EVE, day, stop, 100).left();

        assertThat(left)
                .isCloseTo(1 - CALENDAR.varianceShareElapsed(day, stop), within(1e-12))
                .isPositive();
        assertThat(ClosingAverage.of(EVE, day, stop.plusSeconds(960), 101).left())
                .isEqualTo(left);
        assertThat(ClosingAverage.of(EVE, day, CALENDAR.hours(day).indexClose(), 101))
                .isEqualTo(new ClosingAverage(101, 0));
    }
}
