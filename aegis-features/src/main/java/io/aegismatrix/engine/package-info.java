/**
 * What engines share: how they learn, how they are scored, how they are stored. Start with
 * {@link io.aegismatrix.engine.Engine}.
 */
@NullMarked
package io.aegismatrix.engine;

import org.jspecify.annotations.NullMarked;
