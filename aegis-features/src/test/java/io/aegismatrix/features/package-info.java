/** Tests of features and their catalogue. */
@NullMarked
package io.aegismatrix.features;

import org.jspecify.annotations.NullMarked;
