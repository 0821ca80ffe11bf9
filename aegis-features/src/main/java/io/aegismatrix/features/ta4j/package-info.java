/**
 * The door to ta4j: {@link io.aegismatrix.features.ta4j.Ta4jFeature} makes any of its indicators a feature of a
 * catalogue. Needs {@code org.ta4j:ta4j-core}, which this module leaves optional. The shipped catalogue stays on
 * primitive columns ({@link io.aegismatrix.features.indicator} says why), so nothing else may need this package.
 */
@NullMarked
package io.aegismatrix.features.ta4j;

import org.jspecify.annotations.NullMarked;
