@NullMarked
package io.aegismatrix.runner.cli;

import org.jspecify.annotations.NullMarked;
