package io.aegismatrix.engine;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to the last question. All moments of a day ask the same of the sessions before it, and a service that is asked
 * again and again should work it out once. A question must say all that its answer depends on, and both be immutable: two
 * feature sets with the same {@linkplain io.aegismatrix.features.FeatureSet#daily frame} have the same completed sessions and
 * events. Thread-safe: threads that ask different things work each for itself.
 *
 * @param <Q> what is asked, compared by {@code equals}
 * @param <A> the answer
 */
public final class LastAnswer<Q, A> {

    private volatile @Nullable Known<Q, A> last;

    private record Known<Q, A>(Q question, A answer) {}

    /** Nothing was asked yet. */
    public LastAnswer() {}

    /** The answer to a question: that of the last time if the same is asked again, else what {@code work} finds. */
    public A to(Q question, Supplier<? extends A> work) {
        Known<Q, A> known = last;
        if (known == null || !known.question().equals(question)) {
            known = new Known<>(question, work.get());
            last = known;
        }
        return known.answer();
    }
}
