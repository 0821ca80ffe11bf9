@NullMarked
package io.aegismatrix.spark;

import org.jspecify.annotations.NullMarked;
