/**
 * The published language: what {@code aegismatrix.json} says, as records. Start with {@link Payload}. What may be unknown is a
 * {@link Block}: known with its source, or unavailable with the reason.
 *
 * <p>The engines' result types live here, below the engines, so that whoever only reads the JSON pulls in no machine
 * learning. The price: an engine's result type is in another artifact than the engine.
 *
 * <p>The records have the shape a program wants, the file the flat one an old dashboard reads: {@code Fields} alone knows how
 * one becomes the other, and which decimals are published. The alternative, a second set of records in the shape of the file,
 * is 1,500 lines that say everything twice.
 *
 * <p>Writing goes through {@code RecordWriter}, a hundred lines of ours, instead of Jackson's serialisers. Those made the same bytes
 * of flat records (a test holds ours to a file they wrote), but study every class first: 1.50 s against 1.33 s for a cold
 * {@code infer} in twelve starts each by turns, more than the 0.15 s such a trick must save to stay. Reading is Jackson's.
 */
@NullMarked
package io.aegismatrix.payload;

import org.jspecify.annotations.NullMarked;
