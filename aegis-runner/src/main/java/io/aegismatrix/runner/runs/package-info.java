/**
 * What is known about runs that nobody watches: the slots in which one is expected, the ledger of those that were, the
 * slots that were missed, and how others are told. Start with {@link io.aegismatrix.runner.runs.RunLedger}.
 *
 * <p>The ledger is a file of JSON lines, not a database: appending one costs a millisecond where opening SQLite costs a
 * second, and a line torn by a power cut spoils itself only. The price is that reading it means reading all of it,
 * some 30 lines a session.
 */
@NullMarked
package io.aegismatrix.runner.runs;

import org.jspecify.annotations.NullMarked;
