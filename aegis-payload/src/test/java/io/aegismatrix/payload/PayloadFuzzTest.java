package io.aegismatrix.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import java.util.List;

/** Whatever a file holds is a payload that can be written again, or a refusal. */
class PayloadFuzzTest {

    @FuzzTest
    void any_bytes_are_a_payload_or_a_refusal(byte[] json) {
        Untrusted.parsesOrRefuses(() -> rewrite(PayloadReader.json().read(json)), List.of(PayloadException.class));
    }

    private static void rewrite(Payload payload) {
        byte[] published = PayloadJson.bytes(payload);
        assertThat(PayloadJson.bytes(PayloadReader.json().read(published))).isEqualTo(published);
    }
}
