package io.aegismatrix.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.payload.GammaWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class GammaBlockTest {

    private static Instant ist(String moment) {
        return LocalDateTime.parse(moment).atZone(ZoneId.of("Asia/Kolkata")).toInstant();
    }

    @Test
    void measures_windows_on_trailing_sessions_of_usual_hours_only() {
        List<GammaWindow> diwali = GammaBlock.of(
                        BuyerFixture.snapshot(ist("2024-11-04T09:30")), LocalDate.of(2024, 11, 4))
                .get();

        assertThat(diwali).hasSize(13);
        assertThat(diwali.get(0).window()).isEqualTo("09:15-09:45");
        assertThat(diwali.get(12).window()).isEqualTo("15:15-15:30");
        assertThat(diwali.stream().mapToDouble(GammaWindow::varianceShare).sum())
                .isCloseTo(1, within(1e-4));
        assertThat(diwali.get(0).varianceShare())
                .isGreaterThan(2 * diwali.get(6).varianceShare());
    }
}
