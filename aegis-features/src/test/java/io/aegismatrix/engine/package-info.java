/** Tests of what engines share. */
@NullMarked
package io.aegismatrix.engine;

import org.jspecify.annotations.NullMarked;
