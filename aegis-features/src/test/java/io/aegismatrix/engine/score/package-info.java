/** Tests of plain Java scoring. */
@NullMarked
package io.aegismatrix.engine.score;

import org.jspecify.annotations.NullMarked;
