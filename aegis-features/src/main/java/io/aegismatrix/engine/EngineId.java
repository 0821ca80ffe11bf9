package io.aegismatrix.engine;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an engine is called: {@code seller}, or whatever the maker of another one calls it. It names the engine's folder in a
 * {@link ModelStore}, its entries in a payload, and is the front of its models' names. Each engine declares its own.
 *
 * @param id 1 to 32 lower-case letters, digits and underscores, the first a letter
 */
public record EngineId(String id) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /** Validates the name. */
    public EngineId {
        if (!isOne(id)) {
            throw new IllegalArgumentException("the id of an engine must be 1 to 32 lower-case letters, digits and _,"
                    + " the first a letter, was '" + id + "'");
        }
    }

    /** Whether a name can be an engine's. */
    static boolean isOne(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a model of that name can be the engine's: {@code seller_trap} can be seller's. */
    public boolean owns(String model) {
        return model.startsWith(id + "_") && model.length() > id.length() + 1;
    }

    // By hand, since it is a key of maps that every start fills: what a record brings is only made when it is first
    // asked,
    // 30 ms of a cold start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EngineId engine && id.equals(engine.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
