/** Tests of what is told of a trained engine. */
@NullMarked
package io.aegismatrix.engine.card;

import org.jspecify.annotations.NullMarked;
