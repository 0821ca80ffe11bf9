package io.aegismatrix.runner.trading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * One month of the option calendar.
 *
 * @param entry history row of the first session after the expiry before
 * @param expiry monthly expiry, as known at the entry
 * @param settlement history row of the expiry, or of the last session before it if none was held that day
 */
record ExpiryCycle(int entry, LocalDate expiry, int settlement) {

    /** The cycles that begin at or after one row and are settled by another. */
    static List<ExpiryCycle> between(Market market, int firstRow, int lastRow) {
        List<ExpiryCycle> cycles = new ArrayList<>();
        LocalDate running = market.monthlyExpiry(firstRow);
        int entry = market.history().rowsUntil(running);
        while (entry < lastRow) {
            LocalDate expiry = market.monthlyExpiry(entry);
            int settlement = market.history().rowsUntil(expiry) - 1;
            if (market.history().session(lastRow).isBefore(expiry)) {
                return cycles;
            }
            if (settlement > entry) {
                cycles.add(new ExpiryCycle(entry, expiry, settlement));
            }
            entry = settlement + 1;
        }
        return cycles;
    }
}
