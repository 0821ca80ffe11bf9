@NullMarked
package io.aegismatrix.runner.runs;

import org.jspecify.annotations.NullMarked;
