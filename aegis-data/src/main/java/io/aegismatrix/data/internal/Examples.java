package io.aegismatrix.data.internal;

import java.util.List;

/** Many findings of a kind in one sentence. */
final class Examples {

    private static final int MOST = 3;

    private Examples() {}

    /** How many there are and the last three of them; a single one stands alone. */
    static String of(List<String> found, String what) {
        return found.size() == 1
                ? found.get(0)
                : found.size() + " " + what + ": "
                        + String.join(" | ", found.subList(Math.max(0, found.size() - MOST), found.size()));
    }
}
