@NullMarked
package io.aegismatrix.runner.chains;

import org.jspecify.annotations.NullMarked;
