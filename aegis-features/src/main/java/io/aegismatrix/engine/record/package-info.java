/**
 * What out-of-sample forecasts came to, session by session, kept in a bundle so that records can be stated as of any day.
 * Start with {@link io.aegismatrix.engine.record.OutcomeTracks}. Nothing in here forecasts or judges.
 */
@NullMarked
package io.aegismatrix.engine.record;

import org.jspecify.annotations.NullMarked;
