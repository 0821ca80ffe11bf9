/**
 * From prices to named, causal numbers. Start with {@link io.aegismatrix.features.FeatureSet}: everything an engine may
 * know about the market at a decision session.
 *
 * <p>A feature at session t uses sessions up to and including t. Only {@link io.aegismatrix.features.label} may look
 * past t.
 */
@NullMarked
package io.aegismatrix.features;

import org.jspecify.annotations.NullMarked;
