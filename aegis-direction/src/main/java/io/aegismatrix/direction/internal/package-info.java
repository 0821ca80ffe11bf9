/**
 * The recurrent network, a challenger of its own: the sequences it sees, what it is to learn from them, how it is trained,
 * calibrated and read. Not API. Start with {@link io.aegismatrix.direction.internal.SequenceLesson}. What decides about its
 * weight beside trees, line and base rates is outside; a forecast in which it weighs nothing reads none of it.
 *
 * <p>The recurrent network is trained by PyTorch through DJL and leaves as safetensors, which
 * {@link io.aegismatrix.engine.score.SequenceNetwork} scores without PyTorch. DJL's own bidirectional LSTM block orders
 * its parameters as PyTorch does not and fails, so the network here calls PyTorch's LSTM itself and keeps its weights
 * under PyTorch's names; the price is an initialisation, a clipping and an Adam loop of our own.
 */
@NullMarked
package io.aegismatrix.direction.internal;

import org.jspecify.annotations.NullMarked;
