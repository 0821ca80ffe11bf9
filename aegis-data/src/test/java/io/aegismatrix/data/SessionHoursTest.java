package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.source.MarketSources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The phases of a session: two parts, and a closing auction of the index while its options trade on. */
class SessionHoursTest {

    private final TradingCalendar calendar = MarketSources.nseCalendar();

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Instant ist(String text) {
        return Instant.parse(text + ":00+05:30");
    }

    @Test
    void special_hours_are_those_of_the_notices() {
        assertThat(calendar.open(day("2018-11-07"))).isEqualTo(ist("2018-11-07T17:30"));
        assertThat(calendar.close(day("2018-11-07"))).isEqualTo(ist("2018-11-07T18:30"));
        assertThat(calendar.open(day("2025-10-21"))).isEqualTo(ist("2025-10-21T13:45"));
        assertThat(calendar.close(day("2024-01-20"))).isEqualTo(ist("2024-01-20T15:30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-03-02", "2024-05-18"})
    void session_of_two_parts_pauses_in_between(String day) {
        SessionHours hours = calendar.hours(day(day));
        assertThat(hours.trading())
                .containsExactly(
                        new SessionHours.Part(ist(day + "T09:15"), ist(day + "T10:00")),
                        new SessionHours.Part(ist(day + "T11:30"), ist(day + "T12:30")));
        assertThat(hours.trades(ist(day + "T10:00"))).isFalse();
        assertThat(hours.trades(ist(day + "T11:30"))).isTrue();
        assertThat(hours.lastMove(ist(day + "T11:00"))).isEqualTo(ist(day + "T10:00"));
        assertThat(hours.hasAuction()).isFalse();
        double paused = calendar.varianceShareElapsed(day(day), ist(day + "T10:00"));
        assertThat(calendar.varianceShareElapsed(day(day), ist(day + "T11:30"))).isEqualTo(paused);
        assertThat(calendar.varianceShareElapsed(day(day), ist(day + "T11:45"))).isGreaterThan(paused);
        assertThat(calendar.varianceShareElapsed(day(day), ist(day + "T12:30"))).isEqualTo(1);
        assertThat(Freshness.of(ist(day + "T10:00"), ist(day + "T11:29"), calendar))
                .isEqualTo(Freshness.FRESH);
        assertThat(Freshness.of(ist(day + "T10:00"), ist(day + "T11:41"), calendar))
                .isEqualTo(Freshness.STALE);
    }

    @Test
    void options_trade_on_after_the_index_has_stopped_since_august_2026() {
        LocalDate before = day("2026-07-31");
        assertThat(calendar.hours(before)).isEqualTo(SessionHours.of(ist("2026-07-31T09:15"), ist("2026-07-31T15:30")));

        LocalDate session = day("2026-08-03");
        SessionHours hours = calendar.hours(session);
        assertThat(hours.indexStop()).isEqualTo(ist("2026-08-03T15:15"));
        assertThat(hours.indexClose()).isEqualTo(ist("2026-08-03T15:35"));
        assertThat(calendar.close(session)).isEqualTo(ist("2026-08-03T15:40"));
        assertThat(calendar.state(ist("2026-08-03T15:39"))).isEqualTo(SessionState.OPEN);
        assertThat(calendar.state(ist("2026-08-03T15:40"))).isEqualTo(SessionState.CLOSED);
        assertThat(calendar.lastCompletedSession(ist("2026-08-03T15:39"))).isEqualTo(before);
        assertThat(calendar.lastCompletedSession(ist("2026-08-03T15:40"))).isEqualTo(session);
    }

    @Test
    void variance_of_a_session_with_an_auction_stands_still_until_the_close_is_known() {
        LocalDate session = day("2026-09-15");
        LocalDate plain = day("2026-07-15");
        for (String time : List.of("09:15", "09:45", "12:00", "15:00", "15:14")) {
            assertThat(calendar.varianceShareElapsed(session, ist(session + "T" + time)))
                    .as(time)
                    .isEqualTo(calendar.varianceShareElapsed(plain, ist(plain + "T" + time)), within(1e-12));
        }
        double standing = calendar.varianceShareElapsed(plain, ist(plain + "T15:15"));
        for (String time : List.of("15:15", "15:20", "15:27", "15:31", "15:34")) {
            assertThat(calendar.varianceShareElapsed(session, ist(session + "T" + time)))
                    .as(time)
                    .isEqualTo(standing, within(1e-12))
                    .isLessThan(0.99);
        }
        for (String time : List.of("15:35", "15:40", "15:41")) {
            assertThat(calendar.varianceShareElapsed(session, ist(session + "T" + time)))
                    .as(time)
                    .isEqualTo(1);
        }
    }

    @Test
    void index_price_ages_from_its_stop_and_an_option_price_by_the_clock() {
        Instant stop = ist("2026-09-15T15:15");
        assertThat(Freshness.of(stop, ist("2026-09-15T15:14"), calendar)).isEqualTo(Freshness.FRESH);
        assertThat(Freshness.of(stop, ist("2026-09-15T15:34"), calendar)).isEqualTo(Freshness.FRESH);
        assertThat(Freshness.of(stop, ist("2026-09-15T15:36"), calendar)).isEqualTo(Freshness.DELAYED);
        assertThat(Freshness.of(stop.minusSeconds(2760), ist("2026-09-15T15:34"), calendar))
                .isEqualTo(Freshness.STALE);
        assertThat(Freshness.ofOptions(stop, ist("2026-09-15T15:34"), calendar)).isEqualTo(Freshness.DELAYED);
        assertThat(Freshness.of(stop, ist("2026-09-16T09:00"), calendar)).isEqualTo(Freshness.DELAYED);
    }

    @Test
    void a_vendors_price_is_the_last_of_the_session_once_it_is_of_the_close() {
        SessionHours plain = calendar.hours(day("2026-07-15"));
        assertThat(plain.isFinal(ist("2026-07-15T15:28"), ist("2026-07-15T18:00")))
                .isFalse();
        assertThat(plain.isFinal(ist("2026-07-15T15:29"), ist("2026-07-15T15:30")))
                .isTrue();

        SessionHours auction = calendar.hours(day("2026-09-15"));
        assertThat(auction.isFinal(ist("2026-09-15T15:34"), ist("2026-09-15T15:41")))
                .isTrue();
        assertThat(auction.isFinal(ist("2026-09-15T15:27"), ist("2026-09-15T15:41")))
                .as("the vendor may be late")
                .isFalse();
        assertThat(auction.isFinal(ist("2026-09-15T15:27"), ist("2026-09-15T16:10")))
                .isTrue();
        assertThat(auction.isFinal(ist("2026-09-15T15:20"), ist("2026-09-16T09:00")))
                .as("the auction's result is not in it")
                .isFalse();
    }

    @Test
    void the_index_moves_only_before_its_stop_and_outside_breaks() {
        SessionHours auction = calendar.hours(day("2026-09-15"));
        assertThat(auction.moves(ist("2026-09-15T15:14"))).isTrue();
        assertThat(auction.moves(ist("2026-09-15T15:15"))).isFalse();
        assertThat(auction.trades(ist("2026-09-15T15:39"))).isTrue();
        assertThat(auction.moved(ist("2026-09-15T15:40"))).hasMinutes(360);
        SessionHours parts = calendar.hours(day("2024-03-02"));
        assertThat(parts.moves(ist("2024-03-02T10:30"))).isFalse();
        assertThat(parts.moved(ist("2024-03-02T12:30"))).hasMinutes(105);
    }

    @Test
    void refuses_phases_out_of_order() {
        Instant open = ist("2026-09-15T09:15");
        Instant close = ist("2026-09-15T15:40");
        assertThatThrownBy(() -> new SessionHours(
                        List.of(new SessionHours.Part(open, close)), close, close, close.plusSeconds(60)))
                .hasMessageContaining("phases must follow one another");
        assertThatThrownBy(() -> new SessionHours(List.of(), close, close, close))
                .hasMessageContaining("needs hours");
        assertThatThrownBy(() -> new SessionHours.Part(close, close)).hasMessageContaining("must end after it begins");
    }
}
