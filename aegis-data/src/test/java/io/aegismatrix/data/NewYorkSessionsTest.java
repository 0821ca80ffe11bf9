package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NewYorkSessionsTest {

    @Test
    void holidays_are_those_that_the_exchange_published() {
        assertThat(shut(2024))
                .containsExactly(
                        "01-01", "01-15", "02-19", "03-29", "05-27", "06-19", "07-04", "09-02", "11-28", "12-25");
        assertThat(shut(2025))
                .containsExactly(
                        "01-01", "01-09", "01-20", "02-17", "04-18", "05-26", "06-19", "07-04", "09-01", "11-27",
                        "12-25");
    }

    @Test
    void a_holiday_on_a_sunday_is_kept_on_monday_and_one_on_a_saturday_on_friday_except_new_year() {
        assertThat(shut(2021))
                .containsExactly("01-01", "01-18", "02-15", "04-02", "05-31", "07-05", "09-06", "11-25", "12-24");
        assertThat(shut(2022))
                .containsExactly("01-17", "02-21", "04-15", "05-30", "06-20", "07-04", "09-05", "11-24", "12-26");
    }

    @Test
    void days_shut_out_of_turn_are_known() {
        assertThat(List.of(LocalDate.of(2012, 10, 29), LocalDate.of(2018, 12, 5)))
                .noneMatch(NewYorkSessions::contains);
    }

    private static List<String> shut(int year) {
        return Stream.iterate(LocalDate.of(year, 1, 1), day -> day.getYear() == year, day -> day.plusDays(1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .filter(day -> !NewYorkSessions.contains(day))
                .map(day -> day.toString().substring(5))
                .toList();
    }
}
