/**
 * Whether today's market looks like the one a model was trained on. Start with
 * {@link io.aegismatrix.engine.drift.TrainingFeatures}.
 *
 * <p>Decisions that bind:
 *
 * <ul>
 *   <li>The usual limits (PSI 0.25, p-values of Kolmogorov and Smirnov) suppose independent values. Sixty sessions of a
 *       slow feature lie in a few deciles of fifteen years at any time, so they would raise an alarm every day. Limits
 *       are therefore what windows of the same length reached inside the training history, and never below the usual
 *       ones. On NIFTY 50, refitted every year from 2015 to 2024, the largest PSI among a model's features averaged 2.5 to
 *       3.9, in quiet years as well.
 *   <li>A far away session is told by two looks: how many features lie outside their 0.1 to 99.9 % band, each for
 *       itself, and how far the whole row is from the training's centre (Mahalanobis), which also sees unseen
 *       combinations of familiar values. Either alone raises the flag. So fitted, it rose on 24 August 2015, in the record calm
 *       of 2017, on 20 sessions of 2019 and throughout the spring of 2020, and on no session of 2018 and 2021 to 2024.
 *   <li>Only daily features of the catalogue are watched, each model's own; inputs an engine derives from them are not.
 * </ul>
 */
@NullMarked
package io.aegismatrix.engine.drift;

import org.jspecify.annotations.NullMarked;
