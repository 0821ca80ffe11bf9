package io.aegismatrix.direction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.learn.SupervisedRows;
import java.util.List;
import org.junit.jupiter.api.Test;

class OddsLineTest {

    private static final SupervisedRows ROWS = rows();

    private static SupervisedRows rows() {
        SupervisedRows.Builder rows = SupervisedRows.builder(List.of("a", "b"));
        for (int i = 0; i < 300; i++) {
            double a = Math.sin(i * 0.7);
            int remainder = i * i % 7;
            int label = a > 0.5 ? 2 : remainder < 3 ? 0 : remainder < 5 ? 1 : 2;
            rows.add(new double[] {a, Math.cos(i * 1.3) * 2 + 1}, label, i, i + 1, 0);
        }
        return rows.build();
    }

    @Test
    void agrees_with_an_independent_multinomial_regression() {
        OddsLine line = OddsLine.fit("test", ROWS, 10);

        // scikit-learn 1.2.1: LogisticRegression(C=1/10, tol=1e-12) on inputs standardized with n and clipped at 4.
        agree(line, 0, 0.5613917182156304, 0.29033389042695507, 0.14827439135741458);
        agree(line, 1, 0.2177144191735857, 0.11178165469881661, 0.6705039261275977);
        agree(line, 100, 0.15533121223035173, 0.07260918620340569, 0.7720596015662425);
    }

    private static void agree(OddsLine line, int row, double down, double neutral, double up) {
        double[] odds = line.probabilities(ROWS.row(row));
        assertThat(odds[0]).isCloseTo(down, within(1e-5));
        assertThat(odds[1]).isCloseTo(neutral, within(1e-5));
        assertThat(odds[2]).isCloseTo(up, within(1e-5));
    }

    @Test
    void says_class_frequencies_under_an_overwhelming_penalty() {
        agree(OddsLine.fit("test", ROWS, 1e9), 17, 142 / 300.0, 57 / 300.0, 101 / 300.0);
    }

    @Test
    void comes_back_from_its_file_the_same() {
        OddsLine line = OddsLine.fit("test", ROWS, 10);

        assertThat(OddsLine.parse(line.toBytes(), "test", 2).probabilities(ROWS.row(5)))
                .isEqualTo(line.probabilities(ROWS.row(5)));
    }

    @Test
    void refuses_a_file_for_other_columns() {
        byte[] file = OddsLine.fit("test", ROWS, 10).toBytes();

        assertThatThrownBy(() -> OddsLine.parse(file, "line.safetensors", 3))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("line.safetensors: expected 3 means, was 2");
    }
}
