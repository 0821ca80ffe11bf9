@NullMarked
package io.aegismatrix.runner.logging;

import org.jspecify.annotations.NullMarked;
