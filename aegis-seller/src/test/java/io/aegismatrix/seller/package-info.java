/** Tests of the seller engine. */
@NullMarked
package io.aegismatrix.seller;

import org.jspecify.annotations.NullMarked;
