package io.aegismatrix.runner.trading;

/**
 * A rule that holds the index future: every session it decides on a position for the next {@code horizon} sessions, of
 * which each takes 1 / horizon of the capital, so that positions overlap instead of depending on the day they start.
 */
final class IndexRule {

    private final Market market;
    private final int horizon;
    private final Position position;

    /** Which position to take at the close of a row: 1 is the capital once long, −1 once short, 0 flat. */
    @FunctionalInterface
    interface Position {
        double at(int row);
    }

    IndexRule(Market market, int horizon, Position position) {
        this.market = market;
        this.horizon = horizon;
        this.position = position;
    }

    /** Trades from the close of one row to that of another. */
    Book trade(int firstRow, int lastRow) {
        Book book = new Book(firstRow, lastRow);
        double[] decided = new double[lastRow - firstRow];
        double held = 0;
        for (int row = firstRow; row < lastRow; row++) {
            boolean ends = row + horizon <= lastRow;
            decided[row - firstRow] = ends ? position.at(row) : 0;
            double target = target(decided, row - firstRow);
            double volume = Math.abs(target - held);
            book.charge(row + 1, volume, volume * market.costs(row).futureSide());
            book.earn(row + 1, target * gain(row, row + 1));
            held = target;
            record(book, row, decided[row - firstRow]);
        }
        return book;
    }

    private double target(double[] decided, int newest) {
        double sum = 0;
        for (int i = Math.max(0, newest - horizon + 1); i <= newest; i++) {
            sum += decided[i];
        }
        return sum / horizon;
    }

    private double gain(int from, int to) {
        return market.close(to) / market.close(from) - 1 - market.carry(from, to);
    }

    /** The decision as a trade of its own, charged as if nothing else were held. */
    private void record(Book book, int row, double decided) {
        if (decided != 0) {
            int exit = row + horizon;
            boolean right = (market.close(exit) - market.close(row)) * decided > 0;
            double costs = Math.abs(decided)
                    * (market.costs(row).futureSide() + market.costs(exit).futureSide());
            book.add(new Trade(row, exit, decided * gain(row, exit), costs, Double.NaN, right));
        }
    }

    /** One purchase, held to the end. */
    static Book buyAndHold(Market market, int firstRow, int lastRow) {
        Book book = new Book(firstRow, lastRow);
        double sum = 0;
        for (int row = firstRow; row < lastRow; row++) {
            double gain = market.close(row + 1) / market.close(row) - 1 - market.carry(row, row + 1);
            book.earn(row + 1, gain);
            sum += gain;
        }
        double costs = market.costs(firstRow).futureSide();
        book.charge(firstRow + 1, 1, costs);
        book.add(new Trade(firstRow, lastRow, sum, costs, Double.NaN, sum > 0));
        return book;
    }
}
