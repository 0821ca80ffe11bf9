package io.aegismatrix.runner.trading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
        int entry = afterRunning(market, firstRow, lastRow);
        while (entry < lastRow) {
            Optional<LocalDate> known = market.monthlyExpiry(entry);
            if (known.isEmpty()) {
                entry = afterRunning(market, entry, lastRow);
                continue;
            }
            LocalDate expiry = known.get();
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

    /** First row after the expiry that runs at a row or, without listed options, after the first one that runs later. */
    private static int afterRunning(Market market, int row, int lastRow) {
        return IntStream.range(row, lastRow)
                .mapToObj(market::monthlyExpiry)
                .flatMap(Optional::stream)
                .mapToInt(market.history()::rowsUntil)
                .findFirst()
                .orElse(lastRow);
    }
}
