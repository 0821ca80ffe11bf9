/** What every engine owes its callers: extend {@link io.aegismatrix.engine.kit.EngineContract}; and ways to catch a model that knows the future. */
@NullMarked
package io.aegismatrix.engine.kit;

import org.jspecify.annotations.NullMarked;
