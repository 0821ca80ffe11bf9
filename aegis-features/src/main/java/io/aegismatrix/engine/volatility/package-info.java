/**
 * How much the market is likely to move: the forecast every engine measures distances in. Start with
 * {@link io.aegismatrix.engine.volatility.VolatilityForecast}; {@link io.aegismatrix.engine.volatility.Excursions} turns
 * it into ranges and touch odds.
 */
@NullMarked
package io.aegismatrix.engine.volatility;

import org.jspecify.annotations.NullMarked;
