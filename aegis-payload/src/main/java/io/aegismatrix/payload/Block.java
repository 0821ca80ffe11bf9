package io.aegismatrix.payload;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run has to say about one thing: something {@linkplain Known known}, with where it comes from, or nothing, with the
 * {@linkplain Unavailable reason}. There is no third case, so nobody can take a proxy for a model or a missing number for
 * zero.
 *
 * <pre>{@code
 * if (outlook.safeRange() instanceof Block.Known<SafeRange> range) {
 *     use(range.value().lower(), range.source());
 * }
 * }</pre>
 *
 * <p>In the file either case is one flat object: the fields of the value, all {@code null} while it is unavailable, and a
 * {@code source}.
 *
 * @param <T> what is known
 */
public sealed interface Block<T> {

    /**
     * Something is known.
     *
     * @param value what
     * @param source what it comes from
     */
    record Known<T>(T value, Source source) implements Block<T> {

        /** Validates that both are there. */
        public Known {
            Checks.present(value, "value");
            Checks.present(source, "source");
        }
    }

    /**
     * Nothing is known.
     *
     * @param reason why
     */
    record Unavailable<T>(String reason) implements Block<T> {

        /** Validates that there is a reason. */
        public Unavailable {
            Checks.text(reason, "reason");
        }
    }

    /** What is known, and what it comes from. */
    static <T> Block<T> known(T value, Source source) {
        return new Known<>(value, source);
    }

    /** Nothing, and why. */
    static <T> Block<T> unavailable(String reason) {
        return new Unavailable<>(reason);
    }

    /** What is known. @throws NoSuchElementException with the reason if it is unavailable */
    default T get() {
        if (this instanceof Known<T> known) {
            return known.value();
        }
        throw new NoSuchElementException(((Unavailable<T>) this).reason());
    }

    /** What is known; empty if unavailable. */
    default Optional<T> find() {
        return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
    }

    /** Something else that follows from what is known, by the same source; unavailable for the same reason otherwise. */
    default <R> Block<R> map(Function<? super T, ? extends R> change) {
        return this instanceof Known<T> known
                ? known(change.apply(known.value()), known.source())
                : unavailable(((Unavailable<T>) this).reason());
    }
}
