@NullMarked
package io.aegismatrix.features.ta4j;

import org.jspecify.annotations.NullMarked;
