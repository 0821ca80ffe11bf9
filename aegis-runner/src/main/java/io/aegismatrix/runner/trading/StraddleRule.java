package io.aegismatrix.runner.trading;

/**
 * The buyer's rule: buys an at-the-money straddle at the close of a session, with 1 / horizon of the capital, and ends it
 * {@code horizon} sessions later; marked every session by {@link OptionPricing}.
 */
final class StraddleRule {

    private final Market market;
    private final int horizon;
    private final StraddleContract contract;
    private final Choice choice;

    /** Whether to buy at a row. */
    @FunctionalInterface
    interface Choice {

        /**
         * Decides.
         *
         * @param years time to the option's expiry
         * @param costShare costs of the whole trade, share of the premium
         */
        boolean buys(int row, double years, double costShare);

        /** Buys every session. */
        static Choice always() {
            return (row, years, costShare) -> true;
        }
    }

    StraddleRule(Market market, int horizon, StraddleContract contract, Choice choice) {
        this.market = market;
        this.horizon = horizon;
        this.contract = contract;
        this.choice = choice;
    }

    Book trade(int firstRow, int lastRow) {
        Book book = new Book(firstRow, lastRow);
        for (int row = firstRow; row + horizon <= lastRow; row++) {
            if (!Double.isNaN(market.vix(row))) {
                int entry = row;
                contract.at(market, row, horizon).ifPresent(position -> consider(book, entry, position));
            }
        }
        return book;
    }

    private void consider(Book book, int row, StraddleContract.Position position) {
        double premium = position.value(market, row);
        double years = position.years(market, row);
        double expectedCosts = position.buyingCosts(market, row) + position.endingCosts(market, row);
        if (choice.buys(row, years, expectedCosts / premium)) {
            hold(book, row, position);
        }
    }

    private void hold(Book book, int entry, StraddleContract.Position position) {
        double notional = market.close(entry);
        int exit = entry + horizon;
        double premium = position.value(market, entry);
        double entryCosts = position.buyingCosts(market, entry) / notional;
        book.charge(entry + 1, premium / notional / horizon, entryCosts / horizon);
        double before = premium;
        for (int row = entry + 1; row <= exit; row++) {
            double mark = position.value(market, row);
            book.earn(row, (mark - before) / notional / horizon);
            before = mark;
        }
        double exitCosts = position.endingCosts(market, exit) / notional;
        book.settle(exit, exitCosts / horizon);
        book.add(new Trade(
                entry,
                exit,
                (before - premium) / notional,
                entryCosts + exitCosts,
                premium / notional,
                before > premium));
    }
}
