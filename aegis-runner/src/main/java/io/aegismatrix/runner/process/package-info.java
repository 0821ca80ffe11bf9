/**
 * Care for one run among many: lock, journal, ledger entries, crashes, signals. Start with {@link
 * io.aegismatrix.runner.process.RunJournal}; what it writes is in {@code runs}. No command may enter.
 */
@NullMarked
package io.aegismatrix.runner.process;

import org.jspecify.annotations.NullMarked;
