/**
 * What a freshly trained engine must show before it replaces the one in use. Start with
 * {@link io.aegismatrix.engine.gate.ModelGates}.
 */
@NullMarked
package io.aegismatrix.engine.gate;

import org.jspecify.annotations.NullMarked;
