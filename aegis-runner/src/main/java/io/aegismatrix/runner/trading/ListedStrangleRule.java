package io.aegismatrix.runner.trading;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The seller's rule on premiums that were really paid: sells the listed strikes next outside the wanted range at the
 * first of the first {@value #ENTRY_SESSIONS} sessions of a cycle on which both traded, and holds to expiry. Cycles
 * without such strikes are left out.
 */
final class ListedStrangleRule {

    private static final int ENTRY_SESSIONS = 5;

    private final Market market;
    private final ListedPremiums premiums;

    ListedStrangleRule(Market market, ListedPremiums premiums) {
        this.market = market;
        this.premiums = premiums;
    }

    /** A strangle that could be sold, and its premiums in points. */
    record Sale(int row, ExpiryCycle cycle, Strangle strikes, double put, double call) {}

    List<Sale> sales(int firstRow, int lastRow, Strangle.Choice choice) {
        List<Sale> sales = new ArrayList<>();
        for (ExpiryCycle cycle : ExpiryCycle.between(market, firstRow, lastRow)) {
            int until = Math.min(cycle.entry() + ENTRY_SESSIONS, cycle.settlement());
            for (int row = cycle.entry(); row < until; row++) {
                Optional<Sale> sale = sale(row, cycle, choice);
                if (sale.isPresent()) {
                    sales.add(sale.get());
                    break;
                }
            }
        }
        return sales;
    }

    private Optional<Sale> sale(int row, ExpiryCycle cycle, Strangle.Choice choice) {
        LocalDate session = market.history().session(row);
        return choice.at(row, cycle).flatMap(wanted -> {
            Map.Entry<Double, Double> put =
                    premiums.closes(session, cycle.expiry(), false).floorEntry(wanted.put());
            Map.Entry<Double, Double> call =
                    premiums.closes(session, cycle.expiry(), true).ceilingEntry(wanted.call());
            return put == null || call == null
                    ? Optional.empty()
                    : Optional.of(new Sale(
                            row, cycle, new Strangle(put.getKey(), call.getKey()), put.getValue(), call.getValue()));
        });
    }

    /** The same strikes at the price of {@link OptionPricing}: how far the model is from the market. */
    Sale priced(Sale sale) {
        double spot = market.close(sale.row());
        double years = market.years(sale.row(), sale.cycle().expiry());
        double vix = market.vix(sale.row());
        return new Sale(
                sale.row(),
                sale.cycle(),
                sale.strikes(),
                OptionPricing.premium(false, spot, sale.strikes().put(), years, vix),
                OptionPricing.premium(true, spot, sale.strikes().call(), years, vix));
    }

    Trade settle(Sale sale) {
        double notional = market.close(sale.row());
        double end = market.close(sale.cycle().settlement());
        double premium = sale.put() + sale.call();
        TradingCosts costs = market.costs(sale.row());
        return new Trade(
                sale.row(),
                sale.cycle().settlement(),
                (premium - sale.strikes().settlement(end)) / notional,
                (costs.selling(sale.put()) + costs.selling(sale.call())) / notional,
                premium / notional,
                sale.strikes().holds(end));
    }
}
