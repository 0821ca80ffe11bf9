/** Tests of the label package. */
@NullMarked
package io.aegismatrix.features.label;

import org.jspecify.annotations.NullMarked;
