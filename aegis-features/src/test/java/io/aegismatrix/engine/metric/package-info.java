/** Tests of how forecasts are judged. */
@NullMarked
package io.aegismatrix.engine.metric;

import org.jspecify.annotations.NullMarked;
