/** Tests of the buyer engine. */
@org.jspecify.annotations.NullMarked
package io.aegismatrix.buyer;
