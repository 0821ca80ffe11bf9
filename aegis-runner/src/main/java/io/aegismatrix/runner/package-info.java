/**
 * The {@code aegis} command: configuration, training, publishing. Start with {@link io.aegismatrix.runner.AegisMain}.
 *
 * <p>The only place with a {@code main}, the only one that reads the wall clock (through the one {@link java.time.Clock}
 * a run is given), the environment and the terminal, and the only one with a logging backend.
 */
@NullMarked
package io.aegismatrix.runner;

import org.jspecify.annotations.NullMarked;
