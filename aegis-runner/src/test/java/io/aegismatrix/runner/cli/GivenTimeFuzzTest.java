package io.aegismatrix.runner.cli;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.runner.config.GivenTime;
import io.aegismatrix.runner.failure.CommandException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Whatever is given for a time is one, or is refused as wrong usage. */
class GivenTimeFuzzTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-12-31T06:30:00Z"), ZoneOffset.UTC);

    @FuzzTest
    void any_text_is_a_time_or_a_refusal(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Untrusted.parsesOrRefuses(
                () -> GivenTime.dayOrMoment("--as-of", text, ZoneId.of("Asia/Kolkata"), CLOCK),
                List.of(CommandException.class));
    }
}
