/** The exchange's own site as a feed. Not API: anything in here may change without notice. */
@NullMarked
package io.aegismatrix.data.internal.nse;

import org.jspecify.annotations.NullMarked;
