/** Ready-made series and hosts for the tests of this module and those above it. */
@NullMarked
package io.aegismatrix.data;

import org.jspecify.annotations.NullMarked;
