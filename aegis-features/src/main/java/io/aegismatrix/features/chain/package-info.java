/**
 * What an option chain says, expiry by expiry: forward, implied volatility and greeks, put-call ratio, max pain, skew,
 * straddle, gamma and where the open interest lies. Read {@link io.aegismatrix.features.chain.ChainAnalytics} first.
 *
 * <p>Decisions that bind:
 *
 * <ul>
 *   <li>An option's price is the middle of bid and ask where they are sane, else a trade of today inside them, else
 *       none: a number that nobody would deal at is not a price ({@link io.aegismatrix.features.chain.PriceBasis}).
 *   <li>Volatility is Black (1976) on the forward that put-call parity implies, without discounting. A month at 7 % is
 *       worth 0.6 % of a premium, which is less than half a usual spread; a rate of our own would be an assumption
 *       more. The formulas are OpenGamma Strata's {@code BlackFormulaRepository}.
 *   <li>Time is sessions over 252, the running session by the share of its usual variance still to come: the clock of
 *       every other volatility here. Over a weekend it runs three times slower than a calendar.
 *   <li>The exchange's own volatility column checks ours, and is never used in its place: it is Black-Scholes on the
 *       last trade at a rate of 10 % on calendar days, so that its puts look cheap and its calls dear.
 *   <li>What cannot be computed is empty: missing legs, no time left, no time value.
 * </ul>
 */
@NullMarked
package io.aegismatrix.features.chain;

import org.jspecify.annotations.NullMarked;
