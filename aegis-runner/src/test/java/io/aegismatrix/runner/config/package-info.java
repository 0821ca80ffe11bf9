@NullMarked
package io.aegismatrix.runner.config;

import org.jspecify.annotations.NullMarked;
