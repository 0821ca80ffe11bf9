package io.aegismatrix.runner.trading;

import java.util.Optional;

/**
 * The seller's rule: sells a strangle at the close of the first session of every monthly expiry cycle and holds it to
 * expiry, marked every session by {@link OptionPricing}.
 */
final class StrangleRule {

    private final Market market;
    private final Strangle.Choice choice;

    StrangleRule(Market market, Strangle.Choice choice) {
        this.market = market;
        this.choice = choice;
    }

    Book trade(int firstRow, int lastRow) {
        Book book = new Book(firstRow, lastRow);
        for (ExpiryCycle cycle : ExpiryCycle.between(market, firstRow, lastRow)) {
            Optional<Strangle> chosen = choice.at(cycle.entry(), cycle).map(strikes -> strikes.listed(market));
            chosen.ifPresent(strikes -> sell(book, cycle, strikes));
        }
        return book;
    }

    private void sell(Book book, ExpiryCycle cycle, Strangle strikes) {
        int entry = cycle.entry();
        double notional = market.close(entry);
        double years = market.years(entry, cycle.expiry());
        double vix = market.vix(entry);
        double put = OptionPricing.premium(false, notional, strikes.put(), years, vix);
        double call = OptionPricing.premium(true, notional, strikes.call(), years, vix);
        double costs = (market.costs(entry).selling(put) + market.costs(entry).selling(call)) / notional;
        book.charge(entry + 1, (put + call) / notional, costs);
        double before = put + call;
        for (int row = entry + 1; row <= cycle.settlement(); row++) {
            double mark = row == cycle.settlement()
                    ? strikes.settlement(market.close(row))
                    : strikes.premium(market.close(row), market.years(row, cycle.expiry()), market.vix(row));
            book.earn(row, (before - mark) / notional);
            before = mark;
        }
        double end = market.close(cycle.settlement());
        book.add(new Trade(
                entry,
                cycle.settlement(),
                (put + call - strikes.settlement(end)) / notional,
                costs,
                (put + call) / notional,
                strikes.holds(end)));
    }
}
