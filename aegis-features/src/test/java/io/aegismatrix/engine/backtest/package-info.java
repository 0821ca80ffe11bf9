@NullMarked
package io.aegismatrix.engine.backtest;

import org.jspecify.annotations.NullMarked;
