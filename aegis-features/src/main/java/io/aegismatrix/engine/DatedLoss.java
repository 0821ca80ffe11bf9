package io.aegismatrix.engine;

import java.time.LocalDate;

/**
 * What one walk-forward forecast lost.
 *
 * @param session decision session
 * @param loss loss of the forecast
 * @param baselineLoss loss of its baseline on the same outcome
 */
public record DatedLoss(LocalDate session, double loss, double baselineLoss) {}
