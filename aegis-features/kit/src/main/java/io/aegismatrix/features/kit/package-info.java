/** A causality check for features, with the seeded market and the weekday calendar it runs on: read {@link io.aegismatrix.features.kit.FeatureCausality} first. */
@NullMarked
package io.aegismatrix.features.kit;

import org.jspecify.annotations.NullMarked;
