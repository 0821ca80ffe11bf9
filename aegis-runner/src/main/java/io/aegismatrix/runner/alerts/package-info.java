/**
 * Tells people when something has changed since they were last told: an edge, a verdict, a range the market comes near to the
 * end of, an old payload, token or model. Start with {@link io.aegismatrix.runner.alerts.ChangeTeller}. How a run ended is
 * told elsewhere, by {@code runner.runs}.
 *
 * <p>Decisions, with their price: each channel has a memory of what it was told, so that one that was down hears of it later
 * and the others do not hear it twice; what is unavailable changes nothing, so that a failing engine does not make every
 * edge come and go; the memory is a small file beside the payload and not the ledger, because alerts work without one.
 */
@NullMarked
package io.aegismatrix.runner.alerts;

import org.jspecify.annotations.NullMarked;
