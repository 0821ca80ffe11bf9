/**
 * Many back-tests beside one another: planning them, and what only their number can say. Start with
 * {@link io.aegismatrix.runner.sweep.SweepCollection}. How they are run is {@code engine.sweep}'s.
 */
@NullMarked
package io.aegismatrix.runner.sweep;

import org.jspecify.annotations.NullMarked;
