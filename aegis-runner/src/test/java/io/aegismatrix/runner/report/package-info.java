@NullMarked
package io.aegismatrix.runner.report;

import org.jspecify.annotations.NullMarked;
