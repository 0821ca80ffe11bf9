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
 *       combinations of familiar values. Either alone raises the flag. With all 96
 *       features, fitted at each prior year's end, it rose on 10 sessions of 2015 from 24 August, 1 of 2016, 3 of the record
 *       calm of 2017, 20 of 2019, 63 of 2020 from 9 March, and none of 2018 and 2021 to 2024. A model that uses fewer
 *       features flags other days: the trap's flags 53 sessions of 2017 and 35 of 2020.
 *   <li>Only daily features of the catalogue are watched, each model's own; inputs an engine derives from them are not.
 * </ul>
 */
@NullMarked
package io.aegismatrix.engine.drift;

import org.jspecify.annotations.NullMarked;
