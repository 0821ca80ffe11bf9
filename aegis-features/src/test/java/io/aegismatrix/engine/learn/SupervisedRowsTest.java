package io.aegismatrix.engine.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.ModelException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisedRowsTest {

    private static SupervisedRows.Builder builder() {
        return SupervisedRows.builder(List.of("log_vix", "rsi_14"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39})
    void refuses_a_value_that_is_not_finite_as_a_float_and_names_the_column(double bad) {
        assertThatThrownBy(() -> builder().add(new double[] {1, bad}, 0, 17, 18, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("rsi_14 must be finite to be learned from, was ")
                .hasMessageEndingWith(" in history row 17");
        assertThatThrownBy(() -> builder().add(new double[] {1, 2}, bad, 17, 18, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("label must be finite");
        assertThatThrownBy(() -> builder().add(new double[] {1, 2}, 0, bad, 0, 17, 18, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("weight must be finite");
        assertThatThrownBy(() -> builder().add(new double[] {1, 2}, 0, 1, bad, 17, 18, 0))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("margin must be finite");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void refuses_a_row_of_another_width(int width) {
        assertThatThrownBy(() -> builder().add(new double[width], 0, 0, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 values, was " + width);
    }

    @Test
    void keeps_thousands_of_rows_in_order_with_their_dates() {
        SupervisedRows.Builder builder = builder();
        for (int i = 0; i < 5000; i++) {
            builder.add(new double[] {i, -i}, i % 3, 0.5 * i, 0.25 * i, i, i + 5, i % 2);
        }
        SupervisedRows rows = builder.build();

        assertThat(rows.size()).isEqualTo(5000);
        assertThat(IntStream.range(0, 5000))
                .allMatch(i -> rows.row(i)[0] == i
                        && rows.row(i)[1] == -i
                        && rows.label(i) == i % 3
                        && rows.weight(i) == 0.5f * i
                        && rows.margin(i) == 0.25f * i
                        && rows.session(i) == i
                        && rows.resolved(i) == i + 5
                        && rows.group(i) == i % 2);
    }

    @Test
    void a_selection_keeps_rows_whole_and_the_original_as_it_is() {
        SupervisedRows.Builder builder = builder();
        for (int i = 0; i < 10; i++) {
            builder.add(new double[] {i, 10 * i}, i, 1, i, i, i + 1, i);
        }
        SupervisedRows rows = builder.build();
        SupervisedRows odd = rows.where(row -> row % 2 == 1);
        builder.add(new double[] {99, 99}, 0, 99, 99, 0);

        assertThat(odd.size()).isEqualTo(5);
        assertThat(odd.row(2)).containsExactly(5, 50);
        assertThat(odd.label(2)).isEqualTo(5);
        assertThat(odd.session(2)).isEqualTo(5);
        assertThat(odd.group(4)).isEqualTo(9);
        assertThat(rows.size()).isEqualTo(10);
        assertThat(odd.columns()).containsExactly("log_vix", "rsi_14");
    }
}
