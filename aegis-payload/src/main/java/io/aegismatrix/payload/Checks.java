package io.aegismatrix.payload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What the records check beyond single numbers. */
final class Checks {

    private static final int MAX_CONTRIBUTIONS = 5;

    private Checks() {}

    static <T> T present(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    static String text(@Nullable String value, String name) {
        String text = present(value, name);
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, was \"" + text + "\"");
        }
        return text;
    }

    static Optional<String> text(Optional<String> value, String name) {
        value.ifPresent(present -> text(present, name));
        return value;
    }

    static int atLeast(int lowest, int value, String name) {
        if (value < lowest) {
            throw new IllegalArgumentException(name + " must be at least " + lowest + ", was " + value);
        }
        return value;
    }

    static long atLeast(long lowest, long value, String name) {
        if (value < lowest) {
            throw new IllegalArgumentException(name + " must be at least " + lowest + ", was " + value);
        }
        return value;
    }

    static OptionalInt atLeast(int lowest, OptionalInt value, String name) {
        value.ifPresent(present -> atLeast(lowest, present, name));
        return value;
    }

    static void ordered(double lower, String lowerName, double upper, String upperName) {
        if (lower > upper) {
            throw new IllegalArgumentException(lowerName + " must be at most " + upperName + ", was " + lowerName + "="
                    + lower + ", " + upperName + "=" + upper);
        }
    }

    /** At most five contributions: more would not be read. */
    static List<Contribution> top(List<Contribution> contributions) {
        if (contributions.size() > MAX_CONTRIBUTIONS) {
            throw new IllegalArgumentException(
                    "contributions must be at most " + MAX_CONTRIBUTIONS + ", was " + contributions.size());
        }
        return List.copyOf(contributions);
    }

    /** A null needs a reason. */
    static void reasonFor(boolean missing, String name, Optional<String> reason, String reasonName) {
        if (missing && reason.isEmpty()) {
            throw new IllegalArgumentException(name + " is unknown, so " + reasonName + " must say why, was empty");
        }
    }

    static <T> List<T> some(List<T> values, String name) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " must be present, was empty");
        }
        return List.copyOf(values);
    }

    static double finite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
        return value;
    }

    /** A price in index points: above zero. */
    static double price(double value, String name) {
        if (finite(value, name) <= 0) {
            throw new IllegalArgumentException(name + " must be above 0, was " + value);
        }
        return value;
    }

    /** A size, volatility or ratio: at least zero. */
    static double nonNegative(double value, String name) {
        if (finite(value, name) < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value);
        }
        return value;
    }

    /** A probability, share or score in [0, 1]. */
    static double probability(double value, String name) {
        return within(value, 0, name);
    }

    /** A signed score in [-1, 1]. */
    static double signedScore(double value, String name) {
        return within(value, -1, name);
    }

    private static double within(double value, int lowest, String name) {
        if (!(value >= lowest && value <= 1)) {
            throw new IllegalArgumentException(name + " must be in [" + lowest + ", 1], was " + value);
        }
        return value;
    }

    /** The level of a range or interval: strictly between 0 and 1. */
    static double level(double value) {
        if (probability(value, "level") <= 0 || value >= 1) {
            throw new IllegalArgumentException("level must be strictly between 0 and 1, was " + value);
        }
        return value;
    }

    /** The rule for a number, where there is one. */
    static void ifPresent(OptionalDouble value, String name, Rule rule) {
        if (value.isPresent()) {
            rule.check(value.getAsDouble(), name);
        }
    }

    /** What a number must be. */
    @FunctionalInterface
    interface Rule {
        double check(double value, String name);
    }

    static void sumToOne(String what, double... parts) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        if (Math.abs(sum - 1) > ClassProbabilities.SUM_TOLERANCE) {
            throw new IllegalArgumentException(what + " must sum to 1, was "
                    + DoubleStream.of(parts).mapToObj(String::valueOf).collect(Collectors.joining(" + ")) + " = "
                    + sum);
        }
    }
}
