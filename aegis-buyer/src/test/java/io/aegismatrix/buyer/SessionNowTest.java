package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.payload.BuyerOutlook.GammaWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the session stands at every kind of moment, replayed on the invented market. */
class SessionNowTest {

    private static Instant ist(String moment) {
        return LocalDateTime.parse(moment).atZone(ZoneId.of("Asia/Kolkata")).toInstant();
    }

    private static SessionNow at(String moment) {
        return SessionNow.of(BuyerFixture.features(ist(moment)));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-12-31T08:45, 2024-12-31, before the open",
        "2024-12-31T16:00, 2025-01-01, after the close",
        "2024-12-25T11:00, 2024-12-26, a holiday",
        "2024-11-01T11:00, 2024-11-01, the morning of Diwali",
        "2024-05-18T08:00, 2024-05-18, the morning of a Saturday session"
    })
    void is_about_the_next_session_while_none_runs(String moment, LocalDate session, String name) {
        SessionNow now = at(moment);

        assertThat(now.session()).as(name).isEqualTo(session);
        assertThat(now.ahead()).as(name).isEqualTo(1);
        assertThat(now.running()).as(name).isFalse();
        assertThat(now.path()).as(name).isEmpty();
        assertThat(now.varianceToCome()).as(name).isEqualTo(1);
    }

    @Test
    void runs_without_a_path_until_the_first_bar_is_complete() {
        SessionNow now = at("2024-12-31T09:16");

        assertThat(now.running()).isTrue();
        assertThat(now.path()).isEmpty();
        assertThat(now.varianceToCome()).isEqualTo(1);
        assertThat(at("2024-12-31T09:20").path()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"2024-11-01T18:30, 2024-11-01", "2024-05-18T11:00, 2024-05-18", "2024-12-31T12:30, 2024-12-31"})
    void follows_the_running_session_in_its_own_hours(String moment, LocalDate session) {
        SessionNow now = at(moment);
        SessionNow.Path path = now.path().orElseThrow();

        assertThat(now.session()).isEqualTo(session);
        assertThat(now.running()).isTrue();
        assertThat(path.low()).isLessThanOrEqualTo(path.last());
        assertThat(path.high()).isGreaterThanOrEqualTo(path.last());
        assertThat(path.toCome()).isBetween(0.1, 0.7);
        assertThat(now.varianceToCome()).isLessThan(path.toCome());
    }

    @Test
    void measures_windows_on_trailing_sessions_of_usual_hours_only() {
        List<GammaWindow> diwali = GammaBlock.of(
                        BuyerFixture.snapshot(ist("2024-11-04T09:30")), LocalDate.of(2024, 11, 4))
                .windows();

        assertThat(diwali).hasSize(13);
        assertThat(diwali.get(0).window()).isEqualTo("09:15-09:45");
        assertThat(diwali.get(12).window()).isEqualTo("15:15-15:30");
        assertThat(diwali.stream().mapToDouble(GammaWindow::varianceShare).sum())
                .isCloseTo(1, within(1e-4));
        assertThat(diwali.get(0).varianceShare())
                .isGreaterThan(2 * diwali.get(6).varianceShare());
    }
}
