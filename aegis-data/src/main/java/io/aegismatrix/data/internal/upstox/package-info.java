/** Upstox's data service as a feed. Not API: anything in here may change without notice. */
@NullMarked
package io.aegismatrix.data.internal.upstox;

import org.jspecify.annotations.NullMarked;
