/**
 * Engines walked through a stretch of the past. Start with {@link io.aegismatrix.runner.backtest.BacktestRun}. Writes
 * nothing; {@code report} does.
 */
@NullMarked
package io.aegismatrix.runner.backtest;

import org.jspecify.annotations.NullMarked;
