/**
 * What was said and what happened: an append-only SQLite file of every forecast, published or made in the shadow, and
 * of its outcome once that is known. Start with {@link io.aegismatrix.runner.log.PredictionLog}.
 *
 * <p>Decisions that bind:
 *
 * <ul>
 *   <li>Rows are added and never changed; triggers in the file refuse updates, deletions and replacements, whoever asks.
 *       Price: a wrong row stays, and is corrected by moving the file away.
 *   <li>Every row has a link in one chain of hashes, tables in a fixed order within a transaction. Whoever can write the file
 *       can make it anew, so the newest hash is kept outside as well: in the run ledger and in every payload. Price: 50 bytes a
 *       row.
 *   <li>A log that was changed by something else is neither relied on nor added to, and the payload says so; it is for its
 *       owner to put a copy back, or to accept what is there.
 *   <li>A forecast is written down after the payload was published. A run that is killed between the two has published
 *       what the log lacks; the other order would log what nobody could read.
 *   <li>Outcomes carry the label and the loss of the back-test ({@code ForecastJudge}), so a live record and a
 *       walk-forward record of the same name measure the same thing.
 *   <li>One forecast a decision session counts in a record: the first, because thirteen half-hourly ones of a day are
 *       hardly more than one. Forecasts of models that were trained on the days they speak of never count.
 *   <li>What stands under {@code today} in the payload has no label in the back-test; it is kept and not judged.
 * </ul>
 */
@NullMarked
package io.aegismatrix.runner.log;

import org.jspecify.annotations.NullMarked;
