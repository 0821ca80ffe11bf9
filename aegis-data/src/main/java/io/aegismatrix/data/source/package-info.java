/**
 * The sources and stores that come with the library. Start with {@link io.aegismatrix.data.source.MarketSources}; what they
 * return, and what a source of one's own implements, is in {@link io.aegismatrix.data}, which knows nothing of them.
 */
@NullMarked
package io.aegismatrix.data.source;

import org.jspecify.annotations.NullMarked;
