/**
 * How a run ends without its result. Start with {@link io.aegismatrix.runner.failure.ExitCode}: what the process tells its
 * caller. Which exception of which library means which code is said here once. Nothing in here knows commands or settings.
 */
@NullMarked
package io.aegismatrix.runner.failure;

import org.jspecify.annotations.NullMarked;
