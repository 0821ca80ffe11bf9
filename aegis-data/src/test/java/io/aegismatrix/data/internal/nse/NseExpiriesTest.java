package io.aegismatrix.data.internal.nse;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.MarketSources;
import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which expiries are worth a request. */
class NseExpiriesTest {

    private static NseExpiries of(Underlying underlying, String moment) {
        return new NseExpiries(MarketSources.nseCalendar(underlying), Instant.parse(moment));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void a_weekly_expiry_is_joined_by_the_next_weeks() {
        NseExpiries monday = of(Underlying.NIFTY50, "2024-06-10T06:00:00Z");
        assertThat(monday.nearest()).isEqualTo("2024-06-13");
        assertThat(monday.further(List.of())).contains(day("2024-06-20"));
    }

    @Test
    void skips_a_week_that_holidays_cut_short() {
        // From Wednesday 2024-03-27 noon: 28 March expires tomorrow, 29 March is a holiday, 4 April is five sessions
        // away.
        NseExpiries wednesday = of(Underlying.NIFTY50, "2024-03-27T06:00:00Z");
        assertThat(wednesday.nearest()).isEqualTo("2024-03-28");
        assertThat(wednesday.further(List.of())).contains(day("2024-04-04"));
        // A day later only four are left to it.
        assertThat(of(Underlying.NIFTY50, "2024-03-28T06:00:00Z").further(List.of()))
                .contains(day("2024-04-10"));
    }

    @Test
    void five_whole_sessions_are_enough() {
        NseExpiries afterExpiry = of(Underlying.NIFTY50, "2024-06-13T11:00:00Z");
        assertThat(afterExpiry.nearest()).isEqualTo("2024-06-20");
        // 17 June was a holiday.
        assertThat(afterExpiry.further(List.of())).contains(day("2024-06-27"));
        assertThat(of(Underlying.NIFTY50, "2024-06-20T11:00:00Z").further(List.of()))
                .isEmpty();
    }

    @Test
    void a_monthly_series_needs_a_second_one_in_its_last_week_only() {
        assertThat(of(Underlying.BANKNIFTY, "2024-12-31T06:30:00Z").nearest()).isEqualTo("2025-01-30");
        assertThat(of(Underlying.BANKNIFTY, "2024-12-31T06:30:00Z").further(List.of()))
                .isEmpty();
        NseExpiries lastWeek = of(Underlying.BANKNIFTY, "2025-01-28T06:30:00Z");
        assertThat(lastWeek.nearest()).isEqualTo("2025-01-30");
        assertThat(lastWeek.further(List.of())).contains(day("2025-02-27"));
    }

    @Test
    void the_exchanges_own_list_counts_for_more_than_the_calendar() {
        NseExpiries monday = of(Underlying.NIFTY50, "2024-06-10T06:00:00Z");
        assertThat(monday.further(List.of(day("2024-06-13"), day("2024-06-27"), day("2024-06-19"))))
                .contains(day("2024-06-19"));
        assertThat(monday.further(List.of(day("2024-06-13")))).isEmpty();
    }

    @Test
    void every_session_of_a_year_has_an_expiry_that_can_tell_a_skew() {
        TradingCalendar calendar = MarketSources.nseCalendar(Underlying.NIFTY50);
        for (LocalDate session : calendar.sessions(day("2024-01-01"), day("2024-12-31"))) {
            NseExpiries expiries = new NseExpiries(calendar, calendar.open(session));
            LocalDate told = expiries.further(List.of()).orElse(expiries.nearest());
            assertThat(calendar.sessionsBetween(session, told, session))
                    .as("%s to %s", session, told)
                    .isBetween(OptionChain.LEAST_SMILE_SESSIONS, 10);
        }
    }
}
