package io.aegismatrix.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablesTest {

    private record Row(String name, String figure, String note) {}

    private static final List<Row> ROWS = List.of(
            new Row("long_straddle_win_probability", "-1234567.8901", "a sentence of several words that goes on"),
            new Row("trap", "+0.1", "short"));

    private static final List<TableColumn<Row>> COLUMNS = List.of(
            TableColumn.left("name", Row::name),
            TableColumn.right("figure", Row::figure),
            TableColumn.<Row>right("same again", Row::figure).asExtra(),
            TableColumn.left("note", Row::note));

    @Test
    void a_wide_table_shows_everything_on_one_line_a_row() {
        assertThat(Tables.of(ROWS, COLUMNS, Tables.WIDE).lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .contains("long_straddle_win_probability", "-1234567.8901", "several words that goes on"));
    }

    @Test
    void no_line_is_wider_than_asked_and_no_figure_is_broken() {
        IntStream.rangeClosed(40, 120)
                .forEach(width -> assertThat(Tables.of(ROWS, COLUMNS, width).lines())
                        .as("width %d", width)
                        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width))
                        .anySatisfy(line -> assertThat(line).contains("-1234567.8901")));
    }

    @Test
    void extra_columns_go_before_words_are_broken() {
        assertThat(Tables.of(ROWS, COLUMNS, 120)).contains("same again");
        assertThat(Tables.of(ROWS, COLUMNS, 90)).doesNotContain("same").contains("long_straddle_win_probability");
    }

    @Test
    void names_are_broken_between_their_parts() {
        assertThat(Tables.of(ROWS, COLUMNS, 60)).contains("long_straddle_win_ ", " probability ");
    }
}
