/**
 * Native libraries that lie in jars: where they are unpacked to, and how a damaged, half-written or foreign copy is told
 * from a whole one. Start with {@link io.aegismatrix.engine.natives.UnpackedLibrary}.
 *
 * <p>{@link io.aegismatrix.engine.natives.NativeCache} is the one place that chooses a folder, so that who may write there is
 * decided once.
 */
@NullMarked
package io.aegismatrix.engine.natives;

import org.jspecify.annotations.NullMarked;
