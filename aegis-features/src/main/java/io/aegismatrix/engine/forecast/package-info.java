/**
 * What is forecast, in one vocabulary: {@link io.aegismatrix.engine.forecast.Forecast} is a number an engine stated,
 * {@link io.aegismatrix.engine.forecast.Output} what it is of, {@link io.aegismatrix.engine.forecast.Target} what it is
 * judged as, and {@link io.aegismatrix.engine.forecast.Outcome} what became of it. Back-test, prediction log, payload and
 * trading view speak it; so does an engine from outside. Read {@code Output} first.
 *
 * <p>An output is added here, with its label beside it in {@code engine.backtest}. Nothing in here knows a market, a file
 * or an engine.
 */
@NullMarked
package io.aegismatrix.engine.forecast;

import org.jspecify.annotations.NullMarked;
