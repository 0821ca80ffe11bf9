@NullMarked
package io.aegismatrix.runner.console;

import org.jspecify.annotations.NullMarked;
