package io.aegismatrix.data.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.Underlying;
import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of the listed expiries are worth a request. */
class ListedExpiriesTest {

    private static List<LocalDate> wanted(Underlying underlying, String moment, String... listed) {
        return new ListedExpiries(
                        Arrays.stream(listed).map(LocalDate::parse).toList(),
                        MarketSources.nseCalendar(underlying),
                        Instant.parse(moment))
                .wanted();
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void the_nearest_is_joined_by_the_next_one_in_whatever_order_they_are_listed() {
        assertThat(wanted(
                        Underlying.NIFTY50,
                        "2024-06-10T06:00:00Z",
                        "2024-06-27",
                        "2024-06-13",
                        "2024-06-06",
                        "2024-06-20"))
                .containsExactly(day("2024-06-13"), day("2024-06-20"));
    }

    @Test
    void an_expiry_is_over_once_its_session_has_closed() {
        assertThat(wanted(Underlying.NIFTY50, "2024-06-13T09:00:00Z", "2024-06-13", "2024-06-20"))
                .startsWith(day("2024-06-13"));
        assertThat(wanted(Underlying.NIFTY50, "2024-06-13T11:00:00Z", "2024-06-13", "2024-06-20"))
                .containsExactly(day("2024-06-20"));
    }

    @Test
    void skips_a_week_that_holidays_cut_short() {
        // On Thursday 2024-03-28, which expires, four sessions are left to 4 April.
        assertThat(wanted(
                        Underlying.NIFTY50,
                        "2024-03-28T06:00:00Z",
                        "2024-03-28",
                        "2024-04-04",
                        "2024-04-10",
                        "2024-04-18"))
                .containsExactly(day("2024-03-28"), day("2024-04-10"));
    }

    @Test
    void believes_the_list_where_an_expiry_was_moved_or_is_not_listed_yet() {
        assertThat(wanted(Underlying.NIFTY50, "2024-06-10T06:00:00Z", "2024-06-12", "2024-06-27"))
                .containsExactly(day("2024-06-12"), day("2024-06-27"));
        assertThat(wanted(Underlying.NIFTY50, "2024-06-10T06:00:00Z", "2024-06-13"))
                .containsExactly(day("2024-06-13"));
        assertThat(wanted(Underlying.NIFTY50, "2024-06-10T06:00:00Z")).isEmpty();
        assertThat(wanted(Underlying.NIFTY50, "2024-06-10T06:00:00Z", "2024-06-06"))
                .isEmpty();
    }

    @Test
    void every_session_of_a_year_of_weekly_expiries_has_one_that_can_tell_a_skew() {
        TradingCalendar calendar = MarketSources.nseCalendar(Underlying.NIFTY50);
        List<LocalDate> listed = calendar.sessions(day("2024-01-01"), day("2025-02-28")).stream()
                .map(session -> calendar.weeklyExpiry(session, session).orElseThrow())
                .distinct()
                .toList();
        for (LocalDate session : calendar.sessions(day("2024-01-01"), day("2024-12-31"))) {
            List<LocalDate> wanted = new ListedExpiries(listed, calendar, calendar.open(session)).wanted();
            assertThat(wanted)
                    .hasSize(2)
                    .anySatisfy(expiry -> assertThat(calendar.sessionsBetween(session, expiry, session))
                            .as("%s to %s", session, expiry)
                            .isBetween(OptionChain.LEAST_SMILE_SESSIONS, 10));
        }
    }
}
