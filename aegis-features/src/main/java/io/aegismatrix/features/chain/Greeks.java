package io.aegismatrix.features.chain;

/**
 * How an option's price changes, by Black (1976) without discounting.
 *
 * @param delta per point of the forward; negative for puts
 * @param gamma change of delta per point of the forward
 * @param vega points per 1.00 of annualised volatility
 * @param theta points per session, with the forward and the volatility where they are; negative
 */
public record Greeks(double delta, double gamma, double vega, double theta) {}
