/**
 * How much the market is likely to move: the forecast every engine measures distances in. Start with
 * {@link io.aegismatrix.engine.volatility.VolatilityForecast}; {@link io.aegismatrix.engine.volatility.VolatilityModel} is what of
 * it is trained, kept and handed to the engines, once for all of them; {@link io.aegismatrix.engine.volatility.Excursions} turns
 * it into ranges and touch odds.
 *
 * <p>Other forecasters challenge the regression for the published volatility numbers in a package of their own,
 * {@link io.aegismatrix.engine.volatility.challenger}; ranges, touches and everything learned from past forecasts stay with the
 * regression. {@link io.aegismatrix.engine.volatility.VolatilityBaselines} are the simple forecasts it is reported against.
 */
@NullMarked
package io.aegismatrix.engine.volatility;

import org.jspecify.annotations.NullMarked;
