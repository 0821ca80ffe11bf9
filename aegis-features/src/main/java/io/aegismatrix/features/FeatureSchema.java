package io.aegismatrix.features;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Names and order of the features a frame has and a model expects. Models record {@link #hash()} and refuse a frame
 * with another one.
 */
public final class FeatureSchema {

    private final int version;
    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();
    private final int lookback;
    private final String hash;

    private FeatureSchema(int version, List<String> names, int lookback, List<String> definitions) {
        this.version = version;
        this.names = names;
        this.lookback = lookback;
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), i);
        }
        Hasher hasher = Hashing.sha256().newHasher().putInt(version);
        definitions.forEach(
                line -> hasher.putString(line, StandardCharsets.UTF_8).putChar('\n'));
        this.hash = hasher.hash().toString();
    }

    /**
     * The schema of a list of features.
     *
     * @param version raised when a formula changes without its name changing
     * @throws IllegalArgumentException if two features share a name
     */
    public static FeatureSchema of(int version, List<Feature> features) {
        List<String> names = features.stream().map(Feature::name).toList();
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("feature names must be unique, was " + names);
        }
        return new FeatureSchema(
                version,
                names,
                features.stream().mapToInt(Feature::lookback).max().orElse(0),
                features.stream().map(Feature::definition).toList());
    }

    /** Version of the formulas. */
    public int version() {
        return version;
    }

    /** Feature names in column order. */
    public List<String> names() {
        return names;
    }

    /** Number of features. */
    public int size() {
        return names.size();
    }

    /** Sessions of history the first complete row needs, itself included: the largest lookback. */
    public int lookback() {
        return lookback;
    }

    /** Column of a feature. @throws IllegalArgumentException if there is no such feature */
    public int indexOf(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("no feature named " + name + "; the schema has " + names);
        }
        return position;
    }

    /** SHA-256 over version, names, units, lookbacks and formulas, as lower-case hexadecimal. */
    public String hash() {
        return hash;
    }
}
