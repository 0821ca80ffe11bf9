@NullMarked
package io.aegismatrix.engine.record;

import org.jspecify.annotations.NullMarked;
