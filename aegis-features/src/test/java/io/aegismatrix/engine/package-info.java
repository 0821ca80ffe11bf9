/** Tests of what engines share, and the contract kit for engines. */
@NullMarked
package io.aegismatrix.engine;

import org.jspecify.annotations.NullMarked;
