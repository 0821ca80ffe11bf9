/**
 * What happened after session t: the only code that may look past it. Start with {@link
 * io.aegismatrix.features.label.DirectionLabels}.
 *
 * <p>The contract of every label here: a pure function of the daily history; one value a session; the value at t uses
 * sessions t+1 … t+h, both included, for the outcome, and sessions up to t for the yardstick; NaN where the outcome has
 * not happened yet or the yardstick is missing. A label is never edited, balanced or filled.
 */
@NullMarked
package io.aegismatrix.features.label;

import org.jspecify.annotations.NullMarked;
