package io.aegismatrix.direction;

import io.aegismatrix.engine.learn.Shrinkage;

/**
 * How the expected size of a move is published: between the median of all past sizes as they were and the size measured
 * in units of what was expected, by how sure it is that the unit tells large from small
 * ({@link io.aegismatrix.engine.learn.CalibrationSlope}). Few sessions prove little, and leave the plain median.
 *
 * @param plain median of past sizes, log return
 * @param share share of the size in units, in [0, 1]
 */
record SizeShare(double plain, double share) {

    /** All of it in units. */
    static final SizeShare IN_UNITS = new SizeShare(Double.NaN, 1);

    /** The size where it is {@code inUnits} by the unit, both log returns; {@code inUnits} where nothing plain is known. */
    double size(double inUnits) {
        return Double.isNaN(plain) ? inUnits : Math.exp(Shrinkage.blend(share, Math.log(inUnits), Math.log(plain)));
    }
}
