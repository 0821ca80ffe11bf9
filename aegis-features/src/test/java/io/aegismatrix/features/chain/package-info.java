/** Tests of the option-chain analytics. */
@NullMarked
package io.aegismatrix.features.chain;

import org.jspecify.annotations.NullMarked;
