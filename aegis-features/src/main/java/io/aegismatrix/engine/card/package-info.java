/**
 * What a stranger should know about a trained engine before relying on it. Start with
 * {@link io.aegismatrix.engine.card.EngineCard}.
 */
@NullMarked
package io.aegismatrix.engine.card;

import org.jspecify.annotations.NullMarked;
