package io.aegismatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastAnswerTest {

    private final AtomicInteger worked = new AtomicInteger();
    private final LastAnswer<String, Integer> length = new LastAnswer<>();

    private int length(String question) {
        return length.to(question, () -> {
            worked.incrementAndGet();
            return question.length();
        });
    }

    @Test
    void the_same_question_is_worked_out_once() {
        assertThat(length("three")).isEqualTo(5);
        assertThat(length(new String("three"))).isEqualTo(5);
        assertThat(worked).hasValue(1);
    }

    @Test
    void another_question_has_its_own_answer_and_takes_the_place_of_the_one_before() {
        assertThat(IntStream.of(1, 2, 1).map(n -> length("x".repeat(n)))).containsExactly(1, 2, 1);
        assertThat(worked).hasValue(3);
    }

    @Test
    void work_that_fails_leaves_the_answer_before_it() {
        length("one");
        assertThatThrownBy(() -> length.to("two", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(length("one")).isEqualTo(3);
        assertThat(worked).hasValue(1);
    }

    @Test
    void threads_that_ask_different_things_each_get_their_own_answer() {
        assertThat(IntStream.range(0, 20_000).parallel().allMatch(i -> length("x".repeat(i % 7)) == i % 7))
                .isTrue();
    }
}
