/** Tests of the direction engine. */
@NullMarked
package io.aegismatrix.direction;

import org.jspecify.annotations.NullMarked;
