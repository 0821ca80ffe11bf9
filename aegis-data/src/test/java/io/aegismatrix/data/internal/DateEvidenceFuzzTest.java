package io.aegismatrix.data.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.data.internal.StampParts.StampForm;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Whatever days a file can be read as, some of its readings remain. Three bytes are a reading and a day of it. */
class DateEvidenceFuzzTest {

    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);

    @FuzzTest
    void any_readings_leave_some(byte[] data) {
        Map<StampForm, List<LocalDate>> readings = new EnumMap<>(StampForm.class);
        ByteBuffer bytes = ByteBuffer.wrap(data);
        while (bytes.remaining() >= 3) {
            List<StampForm> forms = List.of(StampForm.values());
            StampForm form = forms.get(Byte.toUnsignedInt(bytes.get()) % forms.size());
            LocalDate day = FIRST.plusDays(Short.toUnsignedInt(bytes.getShort()));
            readings.computeIfAbsent(form, each -> new ArrayList<>()).add(day);
        }
        if (readings.isEmpty()) {
            return;
        }
        for (boolean intraday : new boolean[] {false, true}) {
            Untrusted.parsesOrRefuses(
                    () -> assertThat(new DateEvidence(NseCalendar.load(), intraday).settle(readings))
                            .isNotEmpty()
                            .isSubsetOf(readings.keySet()),
                    List.of());
        }
    }
}
