package io.aegismatrix.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.failure.CommandException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTimeTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final Instant NOON = Instant.parse("2024-12-31T06:30:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private static GivenTime given(String text) {
        return GivenTime.dayOrMoment("--as-of", text, INDIA, CLOCK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-12-31T15:30",
                "2024-12-31 15:30",
                "2024-12-31  15:30:00",
                "2024-12-31t15:30:00.000",
                "2024-12-31T10:00Z",
                "2024-12-31T10:00:00z",
                "2024-12-31 15:30+0530",
                "2024-12-31T15:30:00+05:30",
                "2024-12-31 15:30 +05:30",
                "2024-12-31T12:00+02",
                "2024-12-31T15:30[Asia/Kolkata]",
                "2024-12-31T15:30+05:30[Asia/Kolkata]",
                "2024-12-31T05:00[America/New_York]",
                "31-12-2024 15:30",
                "20241231 15:30",
                "31-Dec-2024 15:30",
                "31 Dec 2024 15:30"
            })
    void a_moment_is_the_exchanges_unless_it_says_otherwise(String text) {
        assertThat(given(text).moment()).contains(Instant.parse("2024-12-31T10:00:00Z"));
        assertThat(given(text).day()).isEqualTo("2024-12-31");
    }

    @Test
    void seconds_and_their_fractions_count_and_an_hour_needs_no_zero() {
        assertThat(given("2024-12-31 9:15:30.25").moment()).contains(Instant.parse("2024-12-31T03:45:30.250Z"));
    }

    @Test
    void a_moment_of_another_zone_has_the_exchanges_day() {
        assertThat(given("2024-12-31T23:00Z").day()).isEqualTo("2025-01-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-12-31",
                "20241231",
                "31-12-2024",
                "31/12/2024",
                "12/31/2024",
                "31.12.2024",
                "2024/12/31",
                "31-Dec-2024",
                "31-DEC-24",
                "31 dec 2024",
                "Dec 31, 2024",
                " 2024-12-31 ",
                "today"
            })
    void a_day_is_read_in_the_usual_forms(String text) {
        assertThat(given(text)).isEqualTo(new GivenTime(LocalDate.of(2024, 12, 31), Optional.empty()));
        assertThat(GivenTime.day("--from", text, INDIA, CLOCK)).isEqualTo("2024-12-31");
    }

    @Test
    void what_two_countries_read_differently_is_refused_with_both_readings() {
        assertThatThrownBy(() -> given("05-06-2024"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("either 2024-06-05 or 2024-05-06; write the year first, as in 2024-06-05");
        assertThat(given("05-05-2024").day()).isEqualTo("2024-05-05");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-02-30",
                "2024-13-01",
                "31-02-2024",
                "2024-12-31T25:00",
                "2024-12-31T15",
                "2024-12-31T12+02",
                "15:30",
                "2024-12-31T15:30[Nowhere/City]",
                "2024-12-31T15:30+99:00",
                "2024",
                "241231",
                "2024-12-31T",
                "1735612200"
            })
    void anything_else_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> given(text))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("2024-12-31T15:30 in Asia/Kolkata")
                .hasMessageContaining("was '" + text + "'")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void an_offset_that_its_zone_does_not_have_is_refused() {
        assertThatThrownBy(() -> given("2024-12-31T15:30+01:00[Asia/Kolkata]"))
                .hasMessageContaining("Asia/Kolkata is not at +01:00 then");
    }

    @Test
    void a_time_where_only_a_day_is_wanted_is_refused() {
        assertThatThrownBy(() -> GivenTime.day("--from", "2024-12-31T15:30", INDIA, CLOCK))
                .hasMessageContaining("--from must be a date such as 2024-12-31, without a time");
    }

    @Test
    void now_and_today_are_by_the_clock() {
        assertThat(given("now").moment()).contains(NOON);
        assertThat(AsOf.parse(Optional.of("today"), MarketSources.nseCalendar(), CLOCK))
                .isEqualTo(NOON);
        Clock evening = Clock.fixed(Instant.parse("2024-12-31T18:00:00Z"), ZoneOffset.UTC);
        assertThat(AsOf.parse(Optional.of("today"), MarketSources.nseCalendar(), evening))
                .isEqualTo("2024-12-31T10:30:00Z");
    }

    @Test
    void a_moment_is_shown_in_both_zones() {
        assertThat(AsOf.shown(Instant.parse("2024-12-31T10:00:00Z"), MarketSources.nseCalendar()))
                .isEqualTo("2024-12-31 15:30:00 Asia/Kolkata (2024-12-31T10:00:00Z)");
    }
}
