package io.aegismatrix.payload;

import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A detail that is there or, while the block around it is known, may be missing for a reason of its own, such as a record
 * of which nothing was resolved yet. In the file it is two fields, of which one is {@code null}: {@code coverage} and
 * {@code coverage_reason}.
 *
 * @param <T> the detail
 */
public sealed interface Measured<T> {

    /**
     * It is there.
     *
     * @param value the detail
     */
    record Value<T>(T value) implements Measured<T> {

        /** Validates that it is there. */
        public Value {
            Checks.present(value, "value");
        }
    }

    /**
     * It is missing.
     *
     * @param reason why
     */
    record Missing<T>(String reason) implements Measured<T> {

        /** Validates that there is a reason. */
        public Missing {
            Checks.text(reason, "reason");
        }
    }

    /** A detail that is there. */
    static <T> Measured<T> of(T value) {
        return new Value<>(value);
    }

    /** The detail if there is one, otherwise why there is none. */
    static <T> Measured<T> of(Optional<T> value, String reasonIfEmpty) {
        return value.<Measured<T>>map(Value::new).orElseGet(() -> missing(reasonIfEmpty));
    }

    /** No detail, and why. */
    static <T> Measured<T> missing(String reason) {
        return new Missing<>(reason);
    }

    /** The detail. @throws NoSuchElementException with the reason if it is missing */
    default T get() {
        if (this instanceof Value<T> there) {
            return there.value();
        }
        throw new NoSuchElementException(((Missing<T>) this).reason());
    }

    /** The detail; empty if it is missing. */
    default Optional<T> find() {
        return this instanceof Value<T> there ? Optional.of(there.value()) : Optional.empty();
    }
}
