/** The fallback chain over the feeds and the store. Not API: anything in here may change without notice. */
@NullMarked
package io.aegismatrix.data.internal.live;

import org.jspecify.annotations.NullMarked;
