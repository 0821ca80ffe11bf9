package io.aegismatrix.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.source.MarketSources;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SessionSlotsTest {

    private final SessionSlots slots = SessionSlots.of(MarketSources.nseCalendar());

    @Test
    void an_ordinary_session_has_thirteen_the_last_of_a_quarter_of_an_hour() {
        var day = slots.on(LocalDate.of(2024, 12, 31));

        assertThat(day).hasSize(13);
        assertThat(day.get(0).start()).isEqualTo("2024-12-31T03:45:00Z");
        assertThat(day.get(12).start()).isEqualTo("2024-12-31T09:45:00Z");
        assertThat(day.get(12).end()).isEqualTo("2024-12-31T10:00:00Z");
        assertThat(day.subList(0, 12))
                .allSatisfy(slot ->
                        assertThat(Duration.between(slot.start(), slot.end())).isEqualTo(SessionSlots.LENGTH));
    }

    @Test
    void the_last_one_has_twenty_five_minutes_since_options_trade_to_twenty_to_four() {
        var day = slots.on(LocalDate.of(2026, 8, 3));

        assertThat(day).hasSize(13);
        assertThat(day.get(12).start()).isEqualTo("2026-08-03T09:45:00Z");
        assertThat(day.get(12).end()).isEqualTo("2026-08-03T10:10:00Z");
        assertThat(slots.find(Instant.parse("2026-08-03T10:09:59Z"))).contains(day.get(12));
        assertThat(slots.find(Instant.parse("2026-08-03T10:10:00Z"))).isEmpty();
    }

    @Test
    void each_part_of_a_session_has_its_own_and_the_break_none() {
        assertThat(slots.on(LocalDate.of(2024, 3, 2)))
                .extracting(slot -> slot.start() + "/" + slot.end())
                .containsExactly(
                        "2024-03-02T03:45:00Z/2024-03-02T04:15:00Z",
                        "2024-03-02T04:15:00Z/2024-03-02T04:30:00Z",
                        "2024-03-02T06:00:00Z/2024-03-02T06:30:00Z",
                        "2024-03-02T06:30:00Z/2024-03-02T07:00:00Z");
        assertThat(slots.find(Instant.parse("2024-03-02T05:00:00Z"))).isEmpty();
    }

    @Test
    void a_week_of_five_sessions_has_sixty_five() {
        assertThat(slots.ended(LocalDate.of(2024, 12, 9), Instant.parse("2024-12-15T00:00:00Z")))
                .hasSize(65);
    }

    @Test
    void a_festive_hour_has_two_and_a_holiday_none() {
        assertThat(slots.on(LocalDate.of(2024, 11, 1))).hasSize(2);
        assertThat(slots.on(LocalDate.of(2024, 12, 25))).isEmpty();
        assertThat(slots.on(LocalDate.of(2024, 12, 29))).isEmpty();
    }

    @Test
    void a_slot_holds_its_first_instant_and_not_its_last() {
        assertThat(slots.find(Instant.parse("2024-12-31T03:45:00Z"))
                        .orElseThrow()
                        .start())
                .isEqualTo("2024-12-31T03:45:00Z");
        assertThat(slots.find(Instant.parse("2024-12-31T04:15:00Z"))
                        .orElseThrow()
                        .start())
                .isEqualTo("2024-12-31T04:15:00Z");
        assertThat(slots.find(Instant.parse("2024-12-31T10:00:00Z"))).isEmpty();
    }

    @Test
    void the_half_hour_before_an_open_is_one_in_which_to_publish() {
        assertThat(slots.find(Instant.parse("2024-12-31T03:14:59Z"))).isEmpty();
        assertThat(slots.find(Instant.parse("2024-12-31T03:15:00Z"))
                        .orElseThrow()
                        .end())
                .isEqualTo("2024-12-31T03:45:00Z");
        assertThat(slots.find(Instant.parse("2024-12-31T03:44:59Z"))
                        .orElseThrow()
                        .start())
                .isEqualTo("2024-12-31T03:15:00Z");
        assertThat(slots.find(Instant.parse("2024-12-25T03:20:00Z"))).isEmpty();
    }

    @Test
    void a_slot_that_goes_on_has_not_ended() {
        assertThat(slots.ended(LocalDate.of(2024, 12, 31), Instant.parse("2024-12-31T04:44:59Z")))
                .hasSize(1);
        assertThat(slots.ended(LocalDate.of(2025, 1, 1), Instant.parse("2024-12-31T10:00:00Z")))
                .isEmpty();
    }
}
