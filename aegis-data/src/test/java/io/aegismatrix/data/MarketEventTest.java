package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketEventTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();

    private static List<MarketEvent> of(LocalDate session, LocalDate knownOn) {
        return CALENDAR.events(session.minusDays(1), session, knownOn);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-23, 2024-07-06, union_budget, 2024-07-23",
        "2024-06-04, 2024-03-16, general_election_result, 2024-06-04",
        "2009-05-18, 2009-03-02, general_election_result, 2009-05-16",
        "2024-12-19, 2023-09-30, fomc, 2024-12-18",
        "2016-11-09, 2016-01-01, us_election, 2016-11-08",
        "2024-12-06, 2024-03-27, rbi_policy, 2024-12-06",
    })
    void is_expected_on_the_session_that_reacts_from_the_day_it_was_known(
            LocalDate session, LocalDate knownOn, String kind, LocalDate date) {
        assertThat(of(session, knownOn)).anySatisfy(event -> {
            assertThat(event.kind()).isEqualTo(kind);
            assertThat(event.date()).isEqualTo(date);
            assertThat(event.session()).isEqualTo(session);
        });
        assertThat(of(session, knownOn.minusDays(1)))
                .noneMatch(event -> event.kind().equals(kind));
    }

    @Test
    void moves_to_the_monday_until_the_session_on_its_saturday_is_announced() {
        LocalDate saturday = LocalDate.of(2015, 2, 28);

        assertThat(CALENDAR.events(saturday.minusDays(2), saturday.plusDays(2), LocalDate.of(2015, 2, 13)))
                .extracting(MarketEvent::session)
                .contains(LocalDate.of(2015, 3, 2));
        assertThat(of(saturday, LocalDate.of(2015, 2, 14)))
                .extracting(MarketEvent::kind)
                .containsExactly("union_budget");
    }

    @ParameterizedTest
    @CsvSource({
        "2018-10-04, 2018-10-03, 2018-10-05, rbi_policy",
        "2022-02-09, 2022-02-05, 2022-02-06, rbi_policy",
        "2020-03-19, 2020-03-14, 2020-03-15, fomc",
        "2009-03-18, 2009-02-12, 2009-02-13, fomc",
    })
    void that_was_called_off_is_expected_until_then_and_no_longer(
            LocalDate session, LocalDate before, LocalDate after, String kind) {
        assertThat(of(session, before)).anyMatch(event -> event.kind().equals(kind));
        assertThat(of(session, after)).noneMatch(event -> event.kind().equals(kind));
    }

    @Test
    void that_nobody_had_announced_is_not_in_the_list() {
        assertThat(of(LocalDate.of(2022, 5, 4), LocalDate.of(2022, 5, 4)))
                .noneMatch(event -> event.kind().equals("rbi_policy"));
        assertThat(of(LocalDate.of(2020, 3, 4), LocalDate.of(2020, 3, 3))).isEmpty();
    }

    @Test
    void comes_in_the_order_of_sessions_and_only_from_the_days_asked_for() {
        LocalDate after = LocalDate.of(2024, 5, 31);
        LocalDate until = LocalDate.of(2024, 7, 31);
        List<MarketEvent> found = CALENDAR.events(after, until, LocalDate.of(2024, 7, 10));

        assertThat(found)
                .extracting(MarketEvent::kind)
                .containsExactly("general_election_result", "rbi_policy", "fomc", "union_budget");
        assertThat(found).extracting(MarketEvent::session).isSorted().allMatch(day -> day.isAfter(after));
    }

    @Test
    void cannot_move_a_session_before_it() {
        LocalDate day = LocalDate.of(2024, 7, 23);
        assertThatThrownBy(() -> new MarketEvent("union_budget", "Union Budget", day, day.minusDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2024-07-22");
    }
}
