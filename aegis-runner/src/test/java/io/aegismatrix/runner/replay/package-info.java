/** Tests of the parts of a replay. */
@NullMarked
package io.aegismatrix.runner.replay;

import org.jspecify.annotations.NullMarked;
