package io.aegismatrix.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.runner.config.AsOf;
import io.aegismatrix.runner.failure.CommandException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsOfTest {

    private static final TradingCalendar CALENDAR = MarketSources.nseCalendar();
    private static final Clock CLOCK = Clock.fixed(CommandLineRun.NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2024-12-30, 2024-12-30T10:30:00Z", // 16:00 in India
        "2024-11-01, 2024-11-01T14:00:00Z", // Muhurat session until 19:00
        "2024-12-25, 2024-12-25T10:30:00Z", // holiday
        "2024-12-29, 2024-12-29T10:30:00Z", // Sunday
        "2024-12-30T06:31:02Z, 2024-12-30T06:31:02Z"
    })
    void reads_days_as_evenings_and_instants_as_they_are(String text, Instant moment) {
        assertThat(AsOf.parse(Optional.of(text), CALENDAR, CLOCK)).isEqualTo(moment);
    }

    @Test
    void is_now_where_nothing_is_said() {
        assertThat(AsOf.parse(Optional.empty(), CALENDAR, CLOCK)).isEqualTo(CommandLineRun.NOW);
    }

    @Test
    void refuses_the_future_with_both_moments() {
        assertThatThrownBy(() -> AsOf.parse(Optional.of("2025-06-02"), CALENDAR, CLOCK))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("2025-06-02T10:30:00Z")
                .hasMessageContaining(CommandLineRun.NOW.toString());
    }
}
