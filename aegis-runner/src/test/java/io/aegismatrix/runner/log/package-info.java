@NullMarked
package io.aegismatrix.runner.log;

import org.jspecify.annotations.NullMarked;
