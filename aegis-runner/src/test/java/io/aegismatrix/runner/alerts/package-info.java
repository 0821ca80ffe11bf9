@NullMarked
package io.aegismatrix.runner.alerts;

import org.jspecify.annotations.NullMarked;
