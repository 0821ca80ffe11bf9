package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.engine.ModelException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceEnsembleTest {

    @Test
    void says_the_mean_of_what_its_networks_say() {
        double[][][][] each = new double[2][1][Horizons.DIRECTION.size()][];
        for (int head = 0; head < Horizons.DIRECTION.size(); head++) {
            each[0][0][head] = new double[] {0.2, 0.3, 0.5};
            each[1][0][head] = new double[] {0.4, 0.1, 0.5};
        }

        assertThat(List.of(SequenceEnsemble.mean(each)[0]))
                .hasSize(Horizons.DIRECTION.size())
                .allSatisfy(said -> assertThat(said).containsExactly(new double[] {0.3, 0.2, 0.5}, within(1e-12)));
    }

    @Test
    void names_the_file_that_is_no_network() {
        assertThatThrownBy(() -> SequenceEnsemble.parse(List.of(new byte[] {1, 2, 3})))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("direction_seq_0.safetensors");
    }
}
