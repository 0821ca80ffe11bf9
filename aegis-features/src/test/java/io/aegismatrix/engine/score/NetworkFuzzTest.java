package io.aegismatrix.engine.score;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import io.aegismatrix.engine.ModelException;
import java.util.List;

/** Whatever a network file holds scores a sequence or is refused. */
class NetworkFuzzTest {

    private static final int LONGEST = 64;

    @FuzzTest
    void any_bytes_are_a_network_or_a_refusal(byte[] safetensors) {
        Untrusted.parsesOrRefuses(
                () -> use(SequenceNetwork.parse(safetensors, "direction_seq_0.safetensors")),
                List.of(ModelException.class));
        Untrusted.parsesOrRefuses(
                () -> SafeTensors.parse(safetensors, "direction_seq_0.safetensors")
                        .toBytes(),
                List.of(ModelException.class));
    }

    private static void use(SequenceNetwork network) {
        int sessions = network.window().orElse(3);
        if (sessions <= LONGEST) {
            network.probabilities(new float[sessions][network.features()]);
        }
    }
}
