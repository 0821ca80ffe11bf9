/** Libraries that only some uses need, and what is said where one is missing. */
@NullMarked
package io.aegismatrix.data.library;

import org.jspecify.annotations.NullMarked;
