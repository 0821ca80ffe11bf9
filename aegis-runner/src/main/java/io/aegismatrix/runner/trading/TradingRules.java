package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.backtest.ForecastSeries;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.metric.SharpeRatio;
import io.aegismatrix.runner.trading.Track.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs every rule whose forecasts are there, and its comparators, over the same sessions. */
final class TradingRules {

    static final String BUY_AND_HOLD = "buy_and_hold";
    private static final List<Integer> HORIZONS = List.of(1, 5);

    private final Market market;
    private final ForecastSeries forecasts;
    private final int first;
    private final int last;
    private final List<Entry> entries = new ArrayList<>();

    /** A record, and the names of the records it is compared with. */
    record Entry(Track track, List<String> against) {}

    TradingRules(Market market, ForecastSeries forecasts) {
        this.market = market;
        this.forecasts = forecasts;
        this.first = forecasts.firstRow();
        this.last = forecasts.lastRow();
    }

    List<Entry> run(Optional<ListedPremiums> premiums) {
        HORIZONS.forEach(this::direction);
        seller();
        HORIZONS.forEach(this::buyer);
        if (!entries.isEmpty()) {
            comparator(
                    BUY_AND_HOLD, "market", "the index future, bought once", IndexRule.buyAndHold(market, first, last));
            premiums.ifPresent(this::listedSeller);
        }
        return List.copyOf(entries);
    }

    private void direction(int horizon) {
        if (!forecasts.has(Output.DIRECTION_UP, horizon) || !forecasts.has(Output.REALIZED_VOLATILITY, horizon)) {
            return;
        }
        String usual = "always_long_" + horizon;
        DirectionPosition position = new DirectionPosition(market.history(), forecasts, horizon);
        rule(
                new Title(
                        "direction_" + horizon,
                        "direction",
                        "long or short for " + sessions(horizon) + " where the odds beyond the usual ones pay for a"
                                + " round trip, sized to 10 % volatility",
                        false),
                new IndexRule(market, horizon, position).trade(first, last),
                usual);
        comparator(
                usual,
                "direction",
                "always long, sized to 10 % volatility by the same forecast",
                new IndexRule(market, horizon, row -> DirectionPosition.size(forecasts, row, horizon))
                        .trade(first, last));
    }

    private void seller() {
        if (!sellerSpoke()) {
            return;
        }
        rule(
                new Title(
                        "short_strangle",
                        "seller",
                        "sells a strangle at the 0.9 range to the next monthly expiry, every month",
                        false),
                new StrangleRule(market, Strangle.atForecastRange(market, forecasts)).trade(first, last),
                "short_strangle_fixed");
        comparator(
                "short_strangle_fixed",
                "seller",
                "the same at 1.96 standard deviations of the volatility index",
                new StrangleRule(market, Strangle.atFixedDistance(market)).trade(first, last));
    }

    private boolean sellerSpoke() {
        return forecasts.has(Output.PATH_RANGE_LOWER, 20) || forecasts.has(Output.PATH_RANGE_LOWER, 30);
    }

    private void buyer(int horizon) {
        if (!forecasts.has(Output.LONG_STRADDLE_WIN_PROBABILITY, horizon)) {
            return;
        }
        straddle(
                "long_straddle_" + horizon,
                "at-the-money straddle of the month, sold " + sessions(horizon) + " later,",
                horizon,
                StraddleContract.MONTHLY);
        straddle(
                "model_straddle_" + horizon,
                "at-the-money straddle that expires after " + sessions(horizon)
                        + " (a contract that is rarely listed, at the model's price)",
                horizon,
                StraddleContract.TO_THE_END);
    }

    private static String sessions(int count) {
        return count == 1 ? "1 session" : count + " sessions";
    }

    private void straddle(String name, String what, int horizon, StraddleContract contract) {
        String usual = "always_" + name;
        rule(
                new Title(name, "buyer", "buys the " + what + " where the win probability is above break-even", false),
                new StraddleRule(market, horizon, contract, new StraddleBreakEven(forecasts, horizon))
                        .trade(first, last),
                usual);
        comparator(
                usual,
                "buyer",
                "buys the " + what + " every session",
                new StraddleRule(market, horizon, contract, StraddleRule.Choice.always()).trade(first, last));
    }

    private void rule(Title title, Book book, String usual) {
        entries.add(new Entry(Track.ofSessions(title, book, market.history()), List.of(usual, BUY_AND_HOLD)));
    }

    private void comparator(String name, String engine, String what, Book book) {
        entries.add(
                new Entry(Track.ofSessions(new Title(name, engine, what, true), book, market.history()), List.of()));
    }

    /** On listed premiums every comparator trades the months the rule traded, from the same days. */
    private void listedSeller(ListedPremiums premiums) {
        if (!sellerSpoke()) {
            return;
        }
        ListedStrangleRule rule = new ListedStrangleRule(market, premiums);
        List<ListedStrangleRule.Sale> sales = rule.sales(first, last, Strangle.atForecastRange(market, forecasts));
        if (sales.size() < SharpeRatio.MINIMUM_PERIODS) {
            return;
        }
        cycles(
                "short_strangle_listed",
                "sells the listed strikes next outside the 0.9 range at their closing premiums",
                sales.stream().map(rule::settle).toList(),
                false);
        cycles(
                "short_strangle_modelled",
                "the same strikes at the model's premium",
                sales.stream().map(sale -> rule.settle(rule.priced(sale))).toList(),
                true);
        cycles(
                "buy_and_hold_listed",
                "the index future over the same days",
                sales.stream().map(this::holding).toList(),
                true);
    }

    private Trade holding(ListedStrangleRule.Sale sale) {
        int exit = sale.cycle().settlement();
        double gain = market.close(exit) / market.close(sale.row()) - 1 - market.carry(sale.row(), exit);
        return new Trade(
                sale.row(),
                exit,
                gain,
                market.costs(sale.row()).futureSide() + market.costs(exit).futureSide(),
                Double.NaN,
                gain > 0);
    }

    private void cycles(String name, String what, List<Trade> trades, boolean comparator) {
        List<String> against = comparator ? List.of() : List.of("short_strangle_modelled", "buy_and_hold_listed");
        entries.add(new Entry(
                Track.ofCycles(new Title(name, "seller", what, comparator), trades, market.history()), against));
    }
}
