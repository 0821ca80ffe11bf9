package io.aegismatrix.runner.trading;

import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What listed straddles cost, what the volatility index would have had them cost, and what they settled at: monthly
 * expiries, the strike nearest to the close of which call and put both traded. Amounts are fractions of the index.
 *
 * @param first first session with such a straddle
 * @param last last one
 * @param expiries how many expiries settled them: the number of outcomes that are independent
 * @param premium mean closing premium, call and put together
 * @param priced mean premium of the same straddles by {@link OptionPricing}
 * @param settled mean value at expiry
 * @param pricing mean absolute difference of the two premiums
 * @param asForecast the premium as a forecast of the value at expiry, by absolute error, beside the priced one
 */
public record ListedStraddles(
        LocalDate first,
        LocalDate last,
        int expiries,
        double premium,
        double priced,
        double settled,
        double pricing,
        Skill asForecast) {

    /** A strike further than this from the close is not at the money, as a fraction of the close. */
    private static final double NEAREST = 0.005;

    /** Sessions a monthly straddle can live: how long neighbouring outcomes stay the same. */
    private static final int MONTH = 25;

    /** One straddle on one session. */
    private record Quote(LocalDate session, LocalDate expiry, double premium, double priced, double settled) {

        double error() {
            return Math.abs(premium - settled);
        }

        double pricedError() {
            return Math.abs(priced - settled);
        }
    }

    /**
     * Looks at every session of a period whose running monthly expiry has been settled.
     *
     * @return empty if no listed straddle at the money traded
     */
    public static Optional<ListedStraddles> find(FeatureSet features, BacktestPeriod period, ListedPremiums premiums) {
        Market market = new Market(features);
        MarketHistory history = features.history();
        List<Quote> quotes = new ArrayList<>();
        for (int row = 0; row < history.size(); row++) {
            if (period.contains(history, row)) {
                quote(market, premiums, row).ifPresent(quotes::add);
            }
        }
        return quotes.isEmpty() ? Optional.empty() : Optional.of(of(quotes));
    }

    private static Optional<Quote> quote(Market market, ListedPremiums premiums, int row) {
        return market.monthlyExpiry(row).flatMap(expiry -> quote(market, premiums, row, expiry));
    }

    private static Optional<Quote> quote(Market market, ListedPremiums premiums, int row, LocalDate expiry) {
        MarketHistory history = market.history();
        LocalDate session = history.session(row);
        int settlement = history.rowsUntil(expiry) - 1;
        double vix = market.vix(row);
        if (settlement <= row || history.session(history.size() - 1).isBefore(expiry) || Double.isNaN(vix)) {
            return Optional.empty();
        }
        double spot = market.close(row);
        double years = market.years(row, expiry);
        return nearest(premiums.closes(session, expiry, true), premiums.closes(session, expiry, false), spot)
                .map(straddle -> new Quote(
                        session,
                        expiry,
                        straddle.premium() / spot,
                        (OptionPricing.premium(true, spot, straddle.strike(), years, vix)
                                        + OptionPricing.premium(false, spot, straddle.strike(), years, vix))
                                / spot,
                        Math.abs(market.close(settlement) - straddle.strike()) / spot));
    }

    /** Call and put of one strike together, points. */
    private record Listed(double strike, double premium) {}

    private static Optional<Listed> nearest(Map<Double, Double> calls, Map<Double, Double> puts, double spot) {
        List<Listed> listed = new ArrayList<>();
        calls.forEach((strike, call) -> {
            Double put = puts.get(strike);
            if (put != null && Math.abs(strike - spot) <= NEAREST * spot) {
                listed.add(new Listed(strike, call + put));
            }
        });
        return listed.stream().min(Comparator.comparingDouble(one -> Math.abs(one.strike() - spot)));
    }

    private static ListedStraddles of(List<Quote> quotes) {
        return new ListedStraddles(
                quotes.get(0).session(),
                quotes.get(quotes.size() - 1).session(),
                (int) quotes.stream().map(Quote::expiry).distinct().count(),
                mean(quotes.stream().mapToDouble(Quote::premium).toArray()),
                mean(quotes.stream().mapToDouble(Quote::priced).toArray()),
                mean(quotes.stream().mapToDouble(Quote::settled).toArray()),
                mean(quotes.stream()
                        .mapToDouble(quote -> Math.abs(quote.premium() - quote.priced()))
                        .toArray()),
                Skill.of(
                        quotes.stream().mapToDouble(Quote::error).toArray(),
                        quotes.stream().mapToDouble(Quote::pricedError).toArray(),
                        MONTH));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Sessions with such a straddle. */
    public int n() {
        return asForecast.n();
    }
}
