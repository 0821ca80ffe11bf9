/** Test kit of the feature module: a seeded market, a weekday calendar and the causality check for features. */
@NullMarked
package io.aegismatrix.features;

import org.jspecify.annotations.NullMarked;
