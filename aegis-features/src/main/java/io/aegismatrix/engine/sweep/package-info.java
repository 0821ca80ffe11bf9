/**
 * Many back-tests planned once and run anywhere: underlyings, engines, settings and seeds as tasks that depend on nothing but
 * their line of text and the market it names. Read {@link io.aegismatrix.engine.sweep.SweepTask} first.
 *
 * <p>What is finished is what the {@link io.aegismatrix.engine.sweep.ResultStore} has: a task's data, and after it a receipt that
 * fits the data. There is no status beside that to be put right after a loss. Tasks repeat to the byte, so two that do the same
 * one do no harm, and two that come to other bytes are told.
 *
 * <p>Nothing here knows of commands, of a cluster or of a single engine: trainers are handed in.
 */
@NullMarked
package io.aegismatrix.engine.sweep;

import org.jspecify.annotations.NullMarked;
