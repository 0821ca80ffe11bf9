/** How long the hot parts take, each beside a named alternative in the same run; see BENCHMARKS.md of this module. */
@NullMarked
package io.aegismatrix.benchmark;

import org.jspecify.annotations.NullMarked;
