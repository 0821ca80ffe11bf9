package io.aegismatrix.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.SafeTensors;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForecastErrorsTest {

    private static final ForecastErrors ERRORS = ForecastErrors.of(List.of(0.5, -0.25, 0.0, 0.25));

    @Test
    void states_the_share_above_a_value_with_half_an_error_on_either_side() {
        assertThat(ERRORS.shareAbove(-1)).isCloseTo(4.5 / 5, within(1e-12));
        assertThat(ERRORS.shareAbove(0.1)).isCloseTo(2.5 / 5, within(1e-12));
        assertThat(ERRORS.shareAbove(1)).isCloseTo(0.5 / 5, within(1e-12));
    }

    @Test
    void answers_the_same_after_saving_and_loading() {
        SafeTensors.Builder file = SafeTensors.builder();
        ERRORS.putInto(file, "errors");
        ForecastErrors read =
                ForecastErrors.parse(SafeTensors.parse(file.build().toBytes(), "test"), "errors");
        for (double value = -1; value < 1; value += 0.05) {
            assertThat(read.shareAbove(value)).isEqualTo(ERRORS.shareAbove(value));
        }
    }

    @Test
    void refuses_errors_out_of_order() {
        SafeTensors file = SafeTensors.builder()
                .put("errors", new int[] {2}, new float[] {1, 0})
                .build();
        assertThatThrownBy(() -> ForecastErrors.parse(file, "errors"))
                .isInstanceOf(ModelException.class)
                .hasMessage("errors must be finite and ascending, was 0.0 at 1");
    }
}
