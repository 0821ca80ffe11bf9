/** Tests of whether a market is like the one a model was trained on. */
@NullMarked
package io.aegismatrix.engine.drift;

import org.jspecify.annotations.NullMarked;
