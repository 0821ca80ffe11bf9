package io.aegismatrix.direction;

/**
 * The one-session forecasts that would have been made at past rows of a history, with what was known there.
 */
interface PastForecasts {

    /** One standard deviation of forecast volatility; NaN where it is not known. */
    double deviation(int row);

    /** The unit of the distribution of moves; NaN where it is not known. */
    double unit(int row);
}
