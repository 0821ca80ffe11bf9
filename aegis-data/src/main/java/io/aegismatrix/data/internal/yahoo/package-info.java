/** Yahoo's chart service as a feed. Not API: anything in here may change without notice. */
@NullMarked
package io.aegismatrix.data.internal.yahoo;

import org.jspecify.annotations.NullMarked;
