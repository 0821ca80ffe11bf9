/** What every market source owes its callers: extend {@link io.aegismatrix.data.kit.MarketSourceContract}. */
@NullMarked
package io.aegismatrix.data.kit;

import org.jspecify.annotations.NullMarked;
