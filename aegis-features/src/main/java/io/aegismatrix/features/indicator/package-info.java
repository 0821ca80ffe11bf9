/**
 * Technical indicators and volatility estimators as pure functions on price columns. Start with {@link
 * io.aegismatrix.features.indicator.Rolling}.
 *
 * <p>The contract of every function here:
 *
 * <ul>
 *   <li>inputs are columns of equal length, oldest first; the result is a new array of that length;
 *   <li>a value is NaN during its warm-up, whose length the function states as the <em>first value</em>'s index, counted
 *       from 0 for an input without NaN; a NaN inside a window makes the value NaN;
 *   <li>the value at {@code i} uses rows up to {@code i} only, and cutting the end off the input changes no bit of it;
 *   <li>a market that does not move gives the stated neutral value, never NaN or an infinity.
 * </ul>
 *
 * <p>Why not a library at run time: ta4j's number objects cost a cold start what the whole feature frame costs warm
 * (figures in the module's README), so the columns are primitive and ta4j is the oracle of the tests.
 */
@NullMarked
package io.aegismatrix.features.indicator;

import org.jspecify.annotations.NullMarked;
