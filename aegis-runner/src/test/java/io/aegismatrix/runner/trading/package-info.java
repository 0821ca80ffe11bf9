@NullMarked
package io.aegismatrix.runner.trading;

import org.jspecify.annotations.NullMarked;
