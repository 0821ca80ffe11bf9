/**
 * How wide is safe, and how likely a breach: the seller engine. Start with
 * {@link io.aegismatrix.seller.SellerEngine}. Its answer, {@link io.aegismatrix.payload.SellerOutlook}, lives in the
 * payload module.
 */
@NullMarked
package io.aegismatrix.seller;

import org.jspecify.annotations.NullMarked;
