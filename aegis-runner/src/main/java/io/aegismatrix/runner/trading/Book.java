package io.aegismatrix.runner.trading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one rule did over the test: its trades, and its return after costs in every session. Filled by its rule, then only
 * read. Not thread-safe.
 */
final class Book {

    private final int firstRow;
    private final double[] returns;
    private final List<Trade> trades = new ArrayList<>();
    private double turnover;
    private double costs;

    /**
     * An empty book.
     *
     * @param firstRow history row of the first decision; the session after it is the first that earns
     * @param lastRow history row at whose close everything has ended
     */
    Book(int firstRow, int lastRow) {
        if (lastRow <= firstRow) {
            throw new IllegalArgumentException(
                    "expected at least one session after the first decision, was rows " + firstRow + " to " + lastRow);
        }
        this.firstRow = firstRow;
        this.returns = new double[lastRow - firstRow];
    }

    int firstRow() {
        return firstRow;
    }

    int lastRow() {
        return firstRow + returns.length;
    }

    /** Adds what was earned from the close before {@code row} to its close, before costs, as a fraction of notional. */
    void earn(int row, double gain) {
        returns[row - firstRow - 1] += gain;
    }

    /** Charges a trade made at the close before {@code row}: {@code volume} and {@code cost} are fractions of notional. */
    void charge(int row, double volume, double cost) {
        returns[row - firstRow - 1] -= cost;
        turnover += volume;
        costs += cost;
    }

    /** Charges what is due at the close of {@code row} itself. */
    void settle(int row, double cost) {
        returns[row - firstRow - 1] -= cost;
        costs += cost;
    }

    void add(Trade trade) {
        trades.add(trade);
    }

    /** Returns after costs, one a session from the second row on; a copy. */
    double[] returns() {
        return returns.clone();
    }

    List<Trade> trades() {
        return Collections.unmodifiableList(trades);
    }

    /** Sum of all volume traded, in notionals. */
    double turnover() {
        return turnover;
    }

    /** Sum of all costs, fractions of notional. */
    double costs() {
        return costs;
    }
}
