package io.aegismatrix.runner.runs;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Copies of sorted maps. */
final class Sorted {

    private Sorted() {}

    static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
