package io.aegismatrix.direction.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void gives_the_results_in_the_order_of_the_work_and_tells_the_caller_on_its_own_thread() {
        Thread caller = Thread.currentThread();
        List<Integer> told = new ArrayList<>();
        List<Callable<Integer>> work = IntStream.range(0, 20)
                .mapToObj(i -> (Callable<Integer>) () -> {
                    Thread.sleep(20 - i);
                    return i;
                })
                .toList();

        List<Integer> results = Parallel.all(work, TrainingSettings.ALL_PROCESSORS, done -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            told.add(done);
        });

        assertThat(results)
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
        assertThat(told)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void throws_what_the_work_throws() {
        ModelException failure = new ModelException("the loss is not finite");
        List<Callable<Integer>> work = List.of(() -> 1, () -> {
            throw failure;
        });
        assertThatThrownBy(() -> Parallel.all(work, 1, done -> {})).isSameAs(failure);
    }

    @Test
    void an_interrupted_caller_stays_interrupted_and_is_told_what_it_means() {
        CountDownLatch never = new CountDownLatch(1);
        List<Callable<Integer>> work = List.of(() -> {
            never.await();
            return 1;
        });
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Parallel.all(work, 2, done -> {}))
                .isInstanceOf(ModelException.class)
                .hasMessage("the training of the networks was interrupted, nothing was kept");
        assertThat(Thread.interrupted()).isTrue();
    }
}
