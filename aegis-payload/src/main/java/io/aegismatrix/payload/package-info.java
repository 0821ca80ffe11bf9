/**
 * The published language: what {@code aegismatrix.json} says, as records. Start with
 * {@link Payload}.
 *
 * <p>The engines' result types live here, below the engines, so that whoever only reads the JSON pulls in no machine
 * learning. The price: an engine's result type is in another artifact than the engine.
 */
@NullMarked
package io.aegismatrix.payload;

import org.jspecify.annotations.NullMarked;
