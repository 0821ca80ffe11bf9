package io.aegismatrix.runner.runs;

/** Checks of names. */
final class Names {

    private Names() {}

    static void require(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be empty, was '" + value + "'");
        }
    }
}
