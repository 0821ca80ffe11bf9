@NullMarked
package io.aegismatrix.runner.process;

import org.jspecify.annotations.NullMarked;
