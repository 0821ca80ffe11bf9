/** Tests of how models are learned. */
@NullMarked
package io.aegismatrix.engine.learn;

import org.jspecify.annotations.NullMarked;
