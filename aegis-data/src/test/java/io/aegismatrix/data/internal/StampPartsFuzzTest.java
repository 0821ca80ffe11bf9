package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.data.internal.StampParts.StampForm;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Whatever a cell holds is a date or moment that every form reads or does not, or is none. */
class StampPartsFuzzTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final LocalDate EARLIEST = LocalDate.of(1899, 12, 31);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 2);

    @FuzzTest
    void any_cell_is_a_stamp_or_none(byte[] data) {
        String cell = new String(data, StandardCharsets.UTF_8);
        Untrusted.parsesOrRefuses(() -> StampParts.of(cell).ifPresent(StampPartsFuzzTest::read), List.of());
    }

    private static void read(StampParts parts) {
        for (StampForm form : parts.shape().forms()) {
            for (Optional<ZoneOffset> unsaid : List.of(Optional.<ZoneOffset>empty(), Optional.of(ZoneOffset.UTC))) {
                parts.moment(form, INDIA, unsaid);
                parts.day(form, INDIA, unsaid).ifPresent(day -> assertThat(day).isBetween(EARLIEST, LATEST));
            }
        }
    }
}
