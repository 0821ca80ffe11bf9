package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.internal.NseCalendar;
import io.aegismatrix.data.source.MarketSources;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NseCalendarTest {

    private final TradingCalendar calendar = MarketSources.nseCalendar();

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Instant ist(String text) {
        return Instant.parse(text + ":00+05:30");
    }

    @Test
    void knows_weekdays_weekends_and_holidays() {
        assertThat(calendar.isSession(day("2024-12-31"))).isTrue();
        assertThat(calendar.isSession(day("2024-12-25"))).isFalse();
        assertThat(calendar.isSession(day("2024-12-28"))).isFalse();
    }

    @Test
    void short_notice_closure_is_a_session_until_it_is_announced() {
        LocalDate closure = day("2024-01-22");
        assertThat(calendar.isSession(closure, day("2024-01-18"))).isTrue();
        assertThat(calendar.isSession(closure, day("2024-01-19"))).isFalse();
        assertThat(calendar.isSession(closure)).isFalse();
        assertThat(calendar.sessionsBetween(day("2024-01-18"), day("2024-01-23"), day("2024-01-18")))
                .as("Friday, Monday still expected, Tuesday; the full Saturday session was announced with the closure")
                .isEqualTo(3);
        assertThat(calendar.sessionsBetween(day("2024-01-18"), day("2024-01-23"), day("2024-01-19")))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-22, 2024-01-19",
        "2024-05-20, 2024-04-08",
        "2024-11-20, 2024-11-08",
        "2026-01-15, 2026-01-12",
    })
    void short_notice_closure_is_known_from_the_day_of_its_circular(LocalDate closure, LocalDate circular) {
        assertThat(calendar.isSession(closure, circular.minusDays(1))).isTrue();
        assertThat(calendar.isSession(closure, circular)).isFalse();
    }

    @Test
    void yearly_holidays_are_known_from_mid_december_or_the_day_of_their_circular() {
        assertThat(calendar.isSession(day("2024-01-26"), day("2023-12-14"))).isTrue();
        assertThat(calendar.isSession(day("2024-01-26"), day("2023-12-15"))).isFalse();
        assertThat(calendar.isSession(day("2026-01-26"), day("2025-12-11"))).isTrue();
        assertThat(calendar.isSession(day("2026-01-26"), day("2025-12-12"))).isFalse();
    }

    @Test
    void muhurat_is_a_short_evening_session_on_a_closed_day() {
        LocalDate muhurat = day("2024-11-01");
        assertThat(calendar.isSession(muhurat)).isTrue();
        assertThat(calendar.open(muhurat)).isEqualTo(ist("2024-11-01T18:00"));
        assertThat(calendar.close(muhurat)).isEqualTo(ist("2024-11-01T19:00"));
        assertThat(calendar.state(ist("2024-11-01T12:00"))).isEqualTo(SessionState.PRE_OPEN);
        assertThat(calendar.lastCompletedSession(ist("2024-11-01T18:59"))).isEqualTo(day("2024-10-31"));
        assertThat(calendar.lastCompletedSession(ist("2024-11-01T19:00"))).isEqualTo(muhurat);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-20, 2024-01-19",
        "2024-03-02, 2024-02-14",
        "2024-05-18, 2024-05-07",
        "2025-02-01, 2024-12-23",
        "2026-02-01, 2026-01-16",
    })
    void weekend_session_is_a_session_once_announced(LocalDate session, LocalDate circular) {
        assertThat(calendar.isSession(session)).isTrue();
        assertThat(calendar.isSession(session, circular.minusDays(1))).isFalse();
        assertThat(calendar.isSession(session, circular)).isTrue();
    }

    @Test
    void an_expiry_falls_on_a_weekend_when_a_full_session_is_held_there() {
        TradingCalendar midcap = NseCalendar.load("midcpnifty");
        assertThat(midcap.weeklyExpiry(day("2024-01-18"), day("2024-01-18"))).contains(day("2024-01-22"));
        assertThat(midcap.weeklyExpiry(day("2024-01-18"), day("2024-01-19"))).contains(day("2024-01-20"));
        assertThat(midcap.weeklyExpiry(day("2024-05-16"), day("2024-05-16")))
                .as("a session of two short parts is no expiry day")
                .contains(day("2024-05-17"));
    }

    @Test
    void session_opened_later_until_the_end_of_2009() {
        assertThat(calendar.open(day("2009-12-31"))).isEqualTo(ist("2009-12-31T09:55"));
        assertThat(calendar.open(day("2010-01-04"))).isEqualTo(ist("2010-01-04T09:00"));
        assertThat(calendar.open(day("2024-01-02"))).isEqualTo(ist("2024-01-02T09:15"));
        assertThat(calendar.close(day("2024-01-02"))).isEqualTo(ist("2024-01-02T15:30"));
    }

    @Test
    void state_changes_at_the_open_and_at_the_close() {
        assertThat(calendar.state(ist("2024-12-31T09:14"))).isEqualTo(SessionState.PRE_OPEN);
        assertThat(calendar.state(ist("2024-12-31T09:15"))).isEqualTo(SessionState.OPEN);
        assertThat(calendar.state(ist("2024-12-31T15:29"))).isEqualTo(SessionState.OPEN);
        assertThat(calendar.state(ist("2024-12-31T15:30"))).isEqualTo(SessionState.CLOSED);
        assertThat(calendar.state(ist("2024-12-25T12:00"))).isEqualTo(SessionState.HOLIDAY);
    }

    @Test
    void refuses_hours_of_a_closed_day() {
        assertThatThrownBy(() -> calendar.open(day("2024-12-25")))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("2024-12-25")
                .hasMessageContaining("not a session");
    }

    @Test
    void steps_over_weekends_and_holidays() {
        assertThat(calendar.nextSession(day("2024-12-24"), day("2024-12-24"))).isEqualTo(day("2024-12-26"));
        assertThat(calendar.previousSession(day("2024-12-26"))).isEqualTo(day("2024-12-24"));
        assertThat(calendar.sessions(day("2024-12-23"), day("2024-12-29")))
                .containsExactly(day("2024-12-23"), day("2024-12-24"), day("2024-12-26"), day("2024-12-27"));
        assertThat(calendar.sessionsBetween(day("2024-12-24"), day("2024-12-24"), day("2024-12-24")))
                .isZero();
    }

    @Test
    void expiry_is_thursday_before_september_2025_and_tuesday_after() {
        LocalDate asked = day("2025-08-29");
        assertThat(calendar.weeklyExpiry(day("2025-08-25"), asked)).contains(day("2025-08-28"));
        assertThat(calendar.weeklyExpiry(asked, asked)).contains(day("2025-09-02"));
        assertThat(calendar.monthlyExpiry(asked, asked)).isEqualTo(day("2025-09-30"));
        assertThat(calendar.monthlyExpiry(day("2025-08-01"), asked)).isEqualTo(day("2025-08-28"));
    }

    @Test
    void nobody_knew_of_tuesday_expiries_before_the_circular() {
        LocalDate asked = day("2025-06-16");
        assertThat(calendar.monthlyExpiry(day("2025-09-01"), asked)).isEqualTo(day("2025-09-25"));
        assertThat(calendar.weeklyExpiry(day("2025-09-01"), asked)).contains(day("2025-09-04"));
        assertThat(calendar.monthlyExpiry(day("2025-09-01"), day("2025-06-17"))).isEqualTo(day("2025-09-30"));
    }

    @Test
    void expiry_moves_to_the_previous_session_on_a_holiday() {
        assertThat(calendar.weeklyExpiry(day("2024-08-12"), day("2024-08-12"))).contains(day("2024-08-14"));
        assertThat(calendar.weeklyExpiry(day("2024-08-15"), day("2024-08-14"))).contains(day("2024-08-22"));
        assertThat(calendar.monthlyExpiry(day("2026-03-02"), day("2026-03-02"))).isEqualTo(day("2026-03-30"));
        assertThat(calendar.weeklyExpiry(day("2025-10-20"), day("2025-10-20")))
                .as("a Muhurat session is no expiry day")
                .contains(day("2025-10-20"));
    }

    @Test
    void bakri_id_2023_moved_the_expiry_only_when_it_was_announced() {
        assertThat(calendar.monthlyExpiry(day("2023-06-20"), day("2023-06-20"))).isEqualTo(day("2023-06-29"));
        assertThat(calendar.monthlyExpiry(day("2023-06-27"), day("2023-06-27"))).isEqualTo(day("2023-06-28"));
    }

    @Test
    void weekly_options_did_not_exist_before_february_2019() {
        assertThat(calendar.weeklyExpiry(day("2018-06-01"), day("2018-06-01"))).isEmpty();
        assertThat(calendar.weeklyExpiry(day("2018-06-01"), day("2024-06-01"))).isEmpty();
        assertThat(calendar.weeklyExpiry(day("2019-02-11"), day("2019-02-11"))).contains(day("2019-02-14"));
    }

    @Test
    void lot_size_depends_on_the_expiry_and_on_what_was_known() {
        LocalDate asked = day("2024-12-20");
        assertThat(calendar.lotSize(day("2024-12-26"), asked)).isEqualTo(OptionalInt.of(25));
        assertThat(calendar.lotSize(day("2025-01-02"), asked)).isEqualTo(OptionalInt.of(75));
        assertThat(calendar.lotSize(day("2025-01-30"), asked)).isEqualTo(OptionalInt.of(25));
        assertThat(calendar.lotSize(day("2025-02-27"), asked)).isEqualTo(OptionalInt.of(75));
        assertThat(calendar.lotSize(day("2025-02-27"), day("2024-06-01"))).isEqualTo(OptionalInt.of(25));
        assertThat(calendar.lotSize(day("2010-02-25"), asked)).isEmpty();
    }

    @Test
    void announced_calendar_ends_with_the_last_circular() {
        assertThat(calendar.announcedThrough(day("2024-12-12"))).isEqualTo(day("2024-12-31"));
        assertThat(calendar.announcedThrough(day("2024-12-13"))).isEqualTo(day("2025-12-31"));
        assertThat(calendar.announcedThrough(day("2030-01-01"))).isEqualTo(day("2026-12-31"));
        assertThat(calendar.isSession(day("2027-01-26")))
                .as("not announced: weekday rule")
                .isTrue();
        assertThatThrownBy(() -> calendar.announcedThrough(day("2000-01-01"))).hasMessageContaining("2000-01-01");
    }

    @Test
    void variance_share_counts_the_night_at_the_open_and_rises_to_one() {
        LocalDate session = day("2024-12-31");
        assertThat(calendar.varianceShareElapsed(session, ist("2024-12-31T09:14")))
                .isZero();
        assertThat(calendar.varianceShareElapsed(session, ist("2024-12-31T09:15")))
                .isEqualTo(0.384, within(1e-12));
        // 0.384 + 0.616 x 0.2173, the share of the first half hour
        assertThat(calendar.varianceShareElapsed(session, ist("2024-12-31T09:45")))
                .isEqualTo(0.51786, within(1e-4));
        assertThat(calendar.varianceShareElapsed(session, ist("2024-12-31T15:30")))
                .isEqualTo(1);
        double before = 0;
        for (Instant at = ist("2024-12-31T09:15"); at.isBefore(ist("2024-12-31T15:30")); at = at.plusSeconds(300)) {
            double share = calendar.varianceShareElapsed(session, at);
            assertThat(share).isGreaterThan(before).isLessThan(1);
            before = share;
        }
    }

    @Test
    void computed_expiries_and_lots_equal_the_exchange_list() throws IOException {
        List<String> differences = new ArrayList<>();
        List<String> lines = Files.readAllLines(DeveloperData.require().resolve("nifty_expiries.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            LocalDate expiry = day(cells[0]);
            LocalDate monday = expiry.minusDays(expiry.getDayOfWeek().getValue() - 1L);
            LocalDate computed = cells[2].equals("monthly")
                    ? calendar.monthlyExpiry(monday, expiry)
                    : calendar.weeklyExpiry(monday, expiry).orElse(LocalDate.MIN);
            if (!computed.equals(expiry)) {
                differences.add(line + " computed " + computed);
            }
            if (calendar.lotSize(expiry, expiry).orElse(0) != Integer.parseInt(cells[3])) {
                differences.add(line + " lot " + calendar.lotSize(expiry, expiry));
            }
        }
        assertThat(lines).hasSize(497);
        assertThat(differences).isEmpty();
    }

    @Test
    void every_daily_bar_of_the_developer_data_is_a_session_and_the_other_way_round() throws IOException {
        List<String> lines = Files.readAllLines(DeveloperData.require().resolve("nifty50_daily.csv"));
        List<LocalDate> bars = lines.subList(1, lines.size()).stream()
                .map(line -> day(line.substring(0, 10)))
                .toList();
        assertThat(calendar.sessions(bars.get(0), bars.get(bars.size() - 1))).isEqualTo(bars);
    }
}
