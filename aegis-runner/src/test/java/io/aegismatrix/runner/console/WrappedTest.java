package io.aegismatrix.runner.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {

    @Test
    void prose_goes_on_two_deeper_than_it_began() {
        assertThat(Wrapped.text("  one two three four", 12)).isEqualTo("  one two\n    three\n    four");
    }

    @Test
    void lines_that_fit_stay_as_they_are() {
        assertThat(Wrapped.text("a  b\n\n   c ", 10)).isEqualTo("a  b\n\n   c ");
    }

    @Test
    void a_path_stays_whole() {
        String path = "/a/folder/that/is/deeper/than/the/terminal/is/wide";

        assertThat(Wrapped.text("Wrote " + path, 20)).isEqualTo("Wrote\n  " + path);
    }

    @Test
    void a_cell_is_broken_within_a_word_only_where_it_must_be() {
        assertThat(Wrapped.cell("close_beyond_probability", 14)).isEqualTo("close_beyond_\nprobability");
        assertThat(Wrapped.cell("abcdefgh", 3)).isEqualTo("abc\ndef\ngh");
    }
}
