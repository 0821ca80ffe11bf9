/** Tests of the indicator package. */
@NullMarked
package io.aegismatrix.features.indicator;

import org.jspecify.annotations.NullMarked;
