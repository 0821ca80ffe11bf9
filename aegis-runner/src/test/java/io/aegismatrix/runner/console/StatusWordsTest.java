package io.aegismatrix.runner.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusWordsTest {

    @Test
    void a_verdict_has_the_colour_of_what_it_means() {
        assertThat(StatusWords.coloured("trap, EDGE")).isEqualTo("trap, \u001b[32mEDGE\u001b[0m");
        assertThat(StatusWords.coloured("trap, NO_EDGE")).isEqualTo("trap, \u001b[33mNO_EDGE\u001b[0m");
        assertThat(StatusWords.coloured("clock | FAIL   | slow")).isEqualTo("clock | \u001b[31mFAIL\u001b[0m   | slow");
    }

    @Test
    void small_words_count_only_where_they_fill_a_cell() {
        assertThat(StatusWords.coloured(" seller | passed | all")).contains("\u001b[32mpassed\u001b[0m");
        assertThat(StatusWords.coloured("share of the day passed")).isEqualTo("share of the day passed");
        assertThat(StatusWords.coloured("KNOWLEDGE")).isEqualTo("KNOWLEDGE");
    }
}
