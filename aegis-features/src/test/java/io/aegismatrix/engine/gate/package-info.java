/** Tests of the gates. */
@NullMarked
package io.aegismatrix.engine.gate;

import org.jspecify.annotations.NullMarked;
