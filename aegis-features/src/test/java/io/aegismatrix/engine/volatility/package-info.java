/** Tests of the volatility forecast and what is measured in it. */
@NullMarked
package io.aegismatrix.engine.volatility;

import org.jspecify.annotations.NullMarked;
