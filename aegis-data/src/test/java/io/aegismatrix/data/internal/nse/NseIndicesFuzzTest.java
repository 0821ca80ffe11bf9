package io.aegismatrix.data.internal.nse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.Untrusted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** Whatever the exchange answers is a list of indices or a refusal. */
class NseIndicesFuzzTest {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    @FuzzTest
    void any_answer_is_indices_or_a_refusal(byte[] body) {
        Untrusted.parsesOrRefuses(
                () -> NseIndices.read(new ByteArrayInputStream(body), "https://nse.example/allIndices", INDIA),
                List.of(MarketDataException.class, IOException.class));
    }
}
