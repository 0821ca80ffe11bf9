package io.aegismatrix.runner.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.aegismatrix.data.MarketSources;
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
        assertThat(slots.find(Instant.parse("2024-12-31T03:44:59Z"))).isEmpty();
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
    void a_slot_that_goes_on_has_not_ended() {
        assertThat(slots.ended(LocalDate.of(2024, 12, 31), Instant.parse("2024-12-31T04:44:59Z")))
                .hasSize(1);
        assertThat(slots.ended(LocalDate.of(2025, 1, 1), Instant.parse("2024-12-31T10:00:00Z")))
                .isEmpty();
    }
}
