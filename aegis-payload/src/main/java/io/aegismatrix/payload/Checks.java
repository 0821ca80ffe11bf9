package io.aegismatrix.payload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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

    static void ordered(OptionalDouble lower, String lowerName, OptionalDouble upper, String upperName) {
        if (lower.isPresent() && upper.isPresent()) {
            ordered(lower.getAsDouble(), lowerName, upper.getAsDouble(), upperName);
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

    /** A null that the block's source does not explain needs its own reason. */
    static void reasonFor(boolean missing, String name, Optional<String> reason, String reasonName) {
        if (missing && reason.isEmpty()) {
            throw new IllegalArgumentException(name + " is unknown, so " + reasonName + " must say why, was empty");
        }
    }
}
