/**
 * What the market said, and as of when. Start with {@link io.aegismatrix.data.MarketSource}: one method turns a
 * {@link io.aegismatrix.data.MarketRequest} into a {@link io.aegismatrix.data.MarketSnapshot}, and everything
 * downstream sees the market only through such a snapshot.
 *
 * <p>Prices are index points, the volatility index is in its own points (14.5 = 14.5 %), a {@link java.time.LocalDate}
 * is a trading session in the exchange's time zone and an {@link java.time.Instant} is a moment. Nothing in here reads
 * the wall clock: the moment of observation travels with the request.
 */
@NullMarked
package io.aegismatrix.data;

import org.jspecify.annotations.NullMarked;
