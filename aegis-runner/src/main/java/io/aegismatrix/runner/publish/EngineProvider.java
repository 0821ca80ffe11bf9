package io.aegismatrix.runner.publish;

/**
 * Brings an engine from outside this project to a command or program that does not know it: named in {@code
 * META-INF/services/io.aegismatrix.runner.publish.EngineProvider} (or by {@code provides} of a module), it is found on the
 * class path by {@link EngineLibrary#installed()}. Has a public constructor without arguments.
 */
public interface EngineProvider {

    /** The engine. */
    OwnEngine engine();
}
