/**
 * What a walk through the past would have published, held against what then happened. Start with
 * {@link io.aegismatrix.engine.backtest.Predictions}; {@link io.aegismatrix.engine.backtest.BacktestScores} judges them.
 */
@NullMarked
package io.aegismatrix.engine.backtest;

import org.jspecify.annotations.NullMarked;
