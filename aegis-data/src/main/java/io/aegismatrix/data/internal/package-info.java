/** How our market sources work. Not API: anything in here may change without notice. */
@NullMarked
package io.aegismatrix.data.internal;

import org.jspecify.annotations.NullMarked;
