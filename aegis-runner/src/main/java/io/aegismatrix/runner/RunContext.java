package io.aegismatrix.runner;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The world outside, as one run sees it.
 *
 * @param environment environment variables
 * @param clock the only clock; its zone does not matter
 * @param out where results go
 * @param err where messages and progress go
 * @param folder the working folder, which relative paths start from
 * @param terminal whether a person is watching, so that bars and colours make sense
 * @param engines how engines are trained and loaded
 */
record RunContext(
        Map<String, String> environment,
        Clock clock,
        PrintStream out,
        PrintStream err,
        Path folder,
        boolean terminal,
        EngineLibrary engines) {

    RunContext {
        environment = Map.copyOf(environment);
    }

    /** Whether colours are welcome, see no-color.org. */
    boolean colours() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }
}
