/** The exchange's archive of end-of-day files. Not API. */
@NullMarked
package io.aegismatrix.data.internal.exchange;

import org.jspecify.annotations.NullMarked;
