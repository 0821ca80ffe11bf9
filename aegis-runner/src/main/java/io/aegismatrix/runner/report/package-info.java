/**
 * Results as tables, text and pages. Start with {@link io.aegismatrix.runner.report.BacktestReport}. Computes nothing that
 * is not said elsewhere, and reads no market data.
 */
@NullMarked
package io.aegismatrix.runner.report;

import org.jspecify.annotations.NullMarked;
