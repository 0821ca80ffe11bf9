/**
 * How much the market is likely to move: the forecast every engine measures distances in. Start with
 * {@link io.aegismatrix.engine.volatility.VolatilityForecast}; {@link io.aegismatrix.engine.volatility.Excursions} turns
 * it into ranges and touch odds.
 *
 * <p>{@link io.aegismatrix.engine.volatility.VolatilityCombination} lets other forecasters challenge that regression for
 * the published volatility numbers, by out-of-sample QLIKE; ranges, touches and everything learned from past forecasts
 * stay with the regression. On ten years of NIFTY 50 no combination beat it beyond luck, so its weight is nearly always
 * 1; {@link io.aegismatrix.engine.volatility.VolatilityBaselines} are the simple forecasts it is reported against.
 */
@NullMarked
package io.aegismatrix.engine.volatility;

import org.jspecify.annotations.NullMarked;
