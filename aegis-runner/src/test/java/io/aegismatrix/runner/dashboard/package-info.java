/** The page and its server, tried in memory, over HTTP, and in a real browser. */
@NullMarked
package io.aegismatrix.runner.dashboard;

import org.jspecify.annotations.NullMarked;
