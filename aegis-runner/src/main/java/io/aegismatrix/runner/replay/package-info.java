/**
 * The past, lived as a schedule would have lived it: {@link io.aegismatrix.runner.replay.ReplayPlan} says what is due
 * when, {@link io.aegismatrix.runner.replay.StepJournal} what has been done, and
 * {@link io.aegismatrix.runner.replay.ReplaySummary} what was promised and what came of it.
 *
 * <p>Nothing in here trains, forecasts or scores: the steps are the calls that the commands {@code train}, {@code infer} and
 * {@code score} make, at the moment the step is due. So a replay can neither be better nor worse than what a scheduler would
 * have published.
 */
@NullMarked
package io.aegismatrix.runner.replay;

import org.jspecify.annotations.NullMarked;
