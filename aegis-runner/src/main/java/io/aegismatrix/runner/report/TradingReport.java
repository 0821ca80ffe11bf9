package io.aegismatrix.runner.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aegismatrix.engine.metric.BacktestOverfitting;
import io.aegismatrix.runner.trading.OptionPricing;
import io.aegismatrix.runner.trading.Performance;
import io.aegismatrix.runner.trading.RuleResult;
import io.aegismatrix.runner.trading.TradingCosts;
import io.aegismatrix.runner.trading.TradingView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The trading view of a back-test as JSON and as Markdown. */
final class TradingReport {

    private TradingReport() {}

    /** What every figure of the view rests on. */
    static List<String> assumptions() {
        return List.of(
                "A position is taken at the close its forecast was made from, and earns from the next session on.",
                String.format(
                        Locale.ROOT,
                        "Returns are fractions of the index notional, unlevered, over cash: an index position pays a carry"
                                + " of %.1f %% a year, so buying and holding shows less than the index gained.",
                        100 * OptionPricing.CARRY),
                "Options are priced and marked by Black-76 at the volatility index with a smile of one month's options,"
                        + " measured on 2018-19 chains and 2021-24 closes; rules named listed use exchange closes.",
                "The model straddles expire when their trade ends. The volatility index is a month's: before a wild day a"
                        + " real option of a few days costs more, so their gains could not have been had in full.",
                "Costs are the NSE's taxes and charges of the day, for futures 0.007 % a side and for options 0.4 points an"
                        + " order and slippage of 0.5 % of the premium or 0.25 points more. Not known and left out: "
                        + TradingCosts.leftOut() + ".",
                "No parameter of a rule was fitted. Every rule and comparator counts as a trial.");
    }

    /** Adds the view to the metrics; nothing without one. */
    static void addTo(ObjectNode metrics, Optional<TradingView> trading) {
        trading.ifPresent(view -> fill(metrics.putObject("trading"), view));
    }

    private static void fill(ObjectNode node, TradingView view) {
        node.put("trained_from", view.trainedFrom().toString());
        node.put("test_from", view.testFrom().toString());
        node.put("test_to", view.testTo().toString());
        node.put("sessions_without_expiry", view.unlisted());
        node.put("trials", view.trials());
        BacktestOverfitting overfitting = view.overfitting();
        node.putObject("overfitting")
                .put("probability", overfitting.probability())
                .put("loss_probability", overfitting.lossProbability())
                .put("chosen_sharpe_per_session", overfitting.chosen())
                .put("judged_sharpe_per_session", overfitting.judged())
                .put("splits", overfitting.splits());
        ArrayNode assumptions = node.putArray("assumptions");
        assumptions().forEach(assumptions::add);
        ArrayNode rules = node.putArray("rules");
        view.rules().forEach(rule -> fill(rules.addObject(), rule));
    }

    private static void fill(ObjectNode node, RuleResult rule) {
        Performance performance = rule.performance();
        node.put("name", rule.name());
        node.put("engine", rule.engine());
        node.put("description", rule.description());
        node.put("comparator", rule.comparator());
        node.put("verdict", rule.verdict());
        node.put("periods", performance.periods());
        node.put("trades", performance.trades());
        putFinite(node, "accuracy", performance.accuracy());
        putFinite(node, "win_rate", performance.winRate());
        putFinite(node, "mean_trade", performance.meanTrade());
        putFinite(node, "annual_return", performance.annualReturn());
        putFinite(node, "annual_volatility", performance.annualVolatility());
        putFinite(node, "sharpe", performance.sharpe());
        putFinite(node, "sharpe_low", performance.sharpeLow());
        putFinite(node, "sharpe_high", performance.sharpeHigh());
        putFinite(node, "deflated_sharpe", rule.deflatedSharpe());
        putFinite(node, "maximum_drawdown", performance.maximumDrawdown());
        putFinite(node, "worst_trade", performance.worstTrade());
        putFinite(node, "tail_mean", performance.tailMean());
        putFinite(node, "skewness", performance.skewness());
        putFinite(node, "turnover", performance.turnover());
        putFinite(node, "costs", performance.costs());
        putFinite(node, "premium", performance.premium());
        ArrayNode comparisons = node.putArray("comparisons");
        rule.comparisons().forEach(comparison -> {
            ObjectNode one = comparisons.addObject().put("against", comparison.against());
            putFinite(one, "sharpe_difference", comparison.sharpeDifference());
            putFinite(one, "low", comparison.low());
            putFinite(one, "high", comparison.high());
        });
        ArrayNode equity = node.putArray("equity");
        rule.equity()
                .forEach(point ->
                        equity.addArray().add(point.session().toString()).add(Math.round(point.value() * 1e5) / 1e5));
    }

    private static void putFinite(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }

    /** A section of Markdown; empty without a view. */
    static String markdown(Optional<TradingView> trading) {
        return trading.map(TradingReport::section).orElse("");
    }

    private static String section(TradingView view) {
        StringBuilder text = new StringBuilder("\n## Trading view\n\n");
        text.append(String.format(
                Locale.ROOT,
                "What simple rules on these forecasts would have earned from %s to %s, after costs; the models learned from"
                        + " %s on, each only up to its own refit. Rules first, comparators after.%n%n",
                view.testFrom(),
                view.testTo(),
                view.trainedFrom()));
        assumptions().forEach(line -> text.append("- ").append(line).append('\n'));
        if (view.unlisted() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "- On %d of these sessions no expiry of listed options was known: no strangle and no straddle of the"
                            + " month was traded on them.%n",
                    view.unlisted()));
        }
        text.append(
                "\n| Rule | Trades | Accuracy | Win rate | Mean trade | Return a year | Volatility | Sharpe | 95 %"
                        + " interval | Deflated | Drawdown | Worst | Tail 5 % | Skewness | Turnover | Costs a year | Premium |\n");
        text.append("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        view.rules().forEach(rule -> text.append(row(rule)));
        text.append("\nVerdicts:\n\n");
        view.rules().stream()
                .filter(rule -> !rule.comparator())
                .forEach(rule -> text.append(String.format(
                        Locale.ROOT, "- **%s** (%s): %s%n", rule.name(), rule.description(), rule.verdict())));
        text.append(overfitting(view));
        return text.toString();
    }

    private static String row(RuleResult rule) {
        Performance performance = rule.performance();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s | %s | %.2f | [%s, %s] | %s | %s | %s | %s | %s | %s | %s | %s |%n",
                rule.name(),
                performance.trades(),
                percent(performance.accuracy(), 1),
                percent(performance.winRate(), 1),
                percent(performance.meanTrade(), 3),
                percent(performance.annualReturn(), 2),
                percent(performance.annualVolatility(), 2),
                performance.sharpe(),
                decimal(performance.sharpeLow()),
                decimal(performance.sharpeHigh()),
                decimal(rule.deflatedSharpe()),
                percent(performance.maximumDrawdown(), 1),
                percent(performance.worstTrade(), 2),
                percent(performance.tailMean(), 2),
                decimal(performance.skewness()),
                decimal(performance.turnover()),
                percent(performance.costs(), 2),
                percent(performance.premium(), 3));
    }

    private static String overfitting(TradingView view) {
        return String.format(
                Locale.ROOT,
                "%nOf %d splits of the sessions into halves, the best of the %d rules and comparators on one half was in the"
                        + " lower half on the other in %.0f %% (probability of back-test overfitting; 50 %% is what noise"
                        + " gives) and lost money there in %.0f %%.%n",
                view.overfitting().splits(),
                view.rules().stream()
                        .filter(rule -> rule.performance().periods() >= daily(view))
                        .count(),
                100 * view.overfitting().probability(),
                100 * view.overfitting().lossProbability());
    }

    private static int daily(TradingView view) {
        return view.rules().stream()
                .mapToInt(rule -> rule.performance().periods())
                .max()
                .orElse(0);
    }

    private static String percent(double value, int digits) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f %%", 100 * value) : "–";
    }

    private static String decimal(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "–";
    }
}
