/** Tests of the exchange's own site as a feed. */
@NullMarked
package io.aegismatrix.data.internal.nse;

import org.jspecify.annotations.NullMarked;
