@NullMarked
package io.aegismatrix.engine.sweep;

import org.jspecify.annotations.NullMarked;
