/**
 * How models are learned from dated rows: in walk-forward folds only, shrunk towards the base rate by their own
 * out-of-sample skill. Start with {@link io.aegismatrix.engine.learn.ClassifierTraining}.
 *
 * <p>{@link io.aegismatrix.engine.learn.GradientBoosting} is the one place that touches XGBoost, which is an optional
 * dependency: whoever trains adds it, whoever only scores does not.
 */
@NullMarked
package io.aegismatrix.engine.learn;

import org.jspecify.annotations.NullMarked;
