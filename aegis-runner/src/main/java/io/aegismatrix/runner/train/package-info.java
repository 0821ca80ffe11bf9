/**
 * From a history to engines in use. Start with {@link io.aegismatrix.runner.train.TrainingRun}; {@link
 * io.aegismatrix.runner.train.TrainingGates} stand between a training and its use. No command may enter.
 */
@NullMarked
package io.aegismatrix.runner.train;

import org.jspecify.annotations.NullMarked;
