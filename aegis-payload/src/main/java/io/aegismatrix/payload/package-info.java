/**
 * The published language: what {@code aegismatrix.json} says, as records. Start with
 * {@link Payload}.
 *
 * <p>The engines' result types live here, below the engines, so that whoever only reads the JSON pulls in no machine
 * learning. The price: an engine's result type is in another artifact than the engine.
 *
 * <p>Writing goes through {@code RecordWriter}, a hundred lines of ours, instead of Jackson's serialisers. They make the same bytes
 * (a test holds ours to theirs), but study every class first: 1.50 s against 1.33 s for a cold {@code infer} in twelve starts
 * each by turns, more than the 0.15 s such a trick must save to stay. Reading is Jackson's.
 */
@NullMarked
package io.aegismatrix.payload;

import org.jspecify.annotations.NullMarked;
