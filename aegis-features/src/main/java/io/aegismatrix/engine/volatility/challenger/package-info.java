/**
 * What may one day forecast volatility better than {@link io.aegismatrix.engine.volatility.VolatilityForecast}: GARCH models,
 * trees and the volatility index, mixed with it by their out-of-sample QLIKE. On ten years of NIFTY 50 no mixture beat the
 * regression beyond luck, so their weight is nearly always 0: they are trained and scored beside it, and inference neither
 * reads nor computes what weighs nothing. Read {@link io.aegismatrix.engine.volatility.challenger.VolatilityCombination}
 * first.
 *
 * <p>Nothing that the regression, the ranges or an engine's other models need may enter here.
 */
@NullMarked
package io.aegismatrix.engine.volatility.challenger;

import org.jspecify.annotations.NullMarked;
