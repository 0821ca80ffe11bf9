/** Tests of the command line, in one process with engines that learn nothing. */
@NullMarked
package io.aegismatrix.runner;

import org.jspecify.annotations.NullMarked;
