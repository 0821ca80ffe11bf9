/**
 * Which way the market is likely to close, and how far from here: today and over the next 1 to 40 sessions. Start with
 * {@link io.aegismatrix.direction.DirectionEngine}.
 *
 * <p>Decisions that bind, and their price:
 *
 * <ul>
 *   <li>A published direction is the network blended with class frequencies by the weight that its own walk-forward
 *       justified; on daily index returns that weight is often 0 and the output then says so. The price is a dull
 *       forecast where a louder one would have been wrong.
 *   <li>A network is calibrated on its own validation tail before walk-forward judges it, and gets no weight unless
 *       walk-forward then shows skill. Trained on noise it is sure of itself after two passes; without this step its
 *       forecasts of the long horizons could cost 2 % of log loss on five years of NIFTY before the weights caught up.
 *   <li>The network is the expensive part: at most three walk-forward folds, and every second session of a history longer
 *       than 1,500 sequences. The price is a noisier verdict on it than on the trees.
 *   <li>A session with an unknown feature (the volatility index has no bar) is left out of sequences instead of being
 *       filled; at most six of them in one sequence.
 *   <li>Distances are measured in units of forecast reach and volatility index in equal parts, so past moves of calm and of wild markets can be
 *       compared. The price is that an error of that forecast moves every distance.
 *   <li>The expected size of a move leans on the plain median of past sizes as far as the unit has not proved to tell large
 *       moves from small ({@code SizeShare}). On the whole NIFTY history that costs little (skill .103 instead of .108 over
 *       20 sessions, .031 instead of .051 over 40); without it five years with a crash in them lost 44 % over 40 sessions.
 *   <li>Networks, trees and line challenge the base rates, and what weighs nothing is neither read nor computed by a forecast.
 *       What trains a network is in {@code internal}; what scores one is in {@code engine.score}.
 * </ul>
 */
@NullMarked
package io.aegismatrix.direction;

import org.jspecify.annotations.NullMarked;
