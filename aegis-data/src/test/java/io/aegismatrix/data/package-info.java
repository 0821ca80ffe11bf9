/** Contract kit for market sources and ready-made series for other modules' tests, shipped as the test-jar. */
@NullMarked
package io.aegismatrix.data;

import org.jspecify.annotations.NullMarked;
