/**
 * How good a forecast was, always beside a baseline. Start with {@link io.aegismatrix.engine.metric.Losses} for what one
 * forecast cost and {@link io.aegismatrix.engine.metric.Skill} for how much better than the baseline that is, with an
 * interval. What looks like a trading rule is doubted with {@link io.aegismatrix.engine.metric.SharpeRatio} and
 * {@link io.aegismatrix.engine.metric.BacktestOverfitting}.
 */
@NullMarked
package io.aegismatrix.engine.metric;

import org.jspecify.annotations.NullMarked;
