/**
 * Scoring in plain Java: trees and the sequence network from their saved weights, without any native library. Start
 * with {@code TreeEnsemble} for boosted trees and {@code SequenceNetwork} for the recurrent network.
 *
 * <p>Training needs XGBoost and PyTorch; scoring must not, so that embedding an engine or running inference from cron
 * starts in a fraction of a second on any platform. The price is a second implementation of the forward pass, which
 * tests hold against the originals.
 */
@NullMarked
package io.aegismatrix.engine.score;

import org.jspecify.annotations.NullMarked;
