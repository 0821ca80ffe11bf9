package io.aegismatrix.payload;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One number and where it comes from, as a closed set of cases: a reader that handles all four cannot mistake a proxy for
 * a model, or nothing for zero.
 */
public sealed interface Estimate {

    /** The number; empty only for {@link Unavailable}. */
    OptionalDouble value();

    /** The estimate a block's headline number and source make. */
    static Estimate of(OptionalDouble value, Source source) {
        source.explains("value", value);
        if (value.isEmpty()) {
            return new Unavailable(source.reason().orElseThrow());
        }
        double number = value.getAsDouble();
        if (source.kind() == Source.Kind.MODELLED) {
            return new Modelled(number, source.id());
        }
        Optional<String> standsInFor = source.reason();
        return source.kind() == Source.Kind.PROXY
                ? new Proxy(number, source.id(), standsInFor.orElseThrow())
                : new Computed(number, source.id());
    }

    /**
     * The output of a trained model.
     *
     * @param number the value
     * @param modelId model and version
     */
    record Modelled(double number, String modelId) implements Estimate {
        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(number);
        }
    }

    /**
     * The result of a stated formula on observed data.
     *
     * @param number the value
     * @param formula the formula's name
     */
    record Computed(double number, String formula) implements Estimate {
        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(number);
        }
    }

    /**
     * The result of a formula that stands in for what could not be observed.
     *
     * @param number the value
     * @param formula the formula's name
     * @param standsInFor what could not be observed
     */
    record Proxy(double number, String formula, String standsInFor) implements Estimate {
        @Override
        public OptionalDouble value() {
            return OptionalDouble.of(number);
        }
    }

    /**
     * No value.
     *
     * @param reason why
     */
    record Unavailable(String reason) implements Estimate {
        @Override
        public OptionalDouble value() {
            return OptionalDouble.empty();
        }
    }
}
