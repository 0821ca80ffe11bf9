package io.aegismatrix.seller;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import io.aegismatrix.engine.volatility.Excursions;
import io.aegismatrix.engine.volatility.Excursions.Band;
import io.aegismatrix.features.EventsAhead;
import io.aegismatrix.features.chain.ChainAnalytics;
import io.aegismatrix.features.chain.ExpiryAnalytics;
import io.aegismatrix.features.chain.PricedOption;
import io.aegismatrix.payload.Block;
import io.aegismatrix.payload.Edge;
import io.aegismatrix.payload.ExpiryValue;
import io.aegismatrix.payload.ExpiryValue.StrikeValue;
import io.aegismatrix.payload.PremiumValue;
import io.aegismatrix.payload.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * How dear the option chain is against what past paths make of the same sessions. An option is worth the mean of what it
 * pays over past closes in units, moved so that their mean is the chain's own forward: only how far closes spread is
 * compared, not which way they drift.
 */
final class PremiumValueBlock {

    /** Expiries, and strikes on either side of the forward, that are published. */
    private static final int MOST_EXPIRIES = 2;

    private static final int MOST_STRIKES = 2;
    private static final double RANGE_LEVEL = 0.95;

    private static final Source SOURCE = Source.formula("past_closes_on_parity_forward");
    private static final String NO_RECORD = "no record yet of what such differences came to; implied volatility usually"
            + " stands above what follows, which pays for bearing the risk";

    private final PathsAhead ahead;
    private final Situation situation;

    private PremiumValueBlock(PathsAhead ahead) {
        this.ahead = ahead;
        this.situation = ahead.situation();
    }

    static Block<PremiumValue> of(PathsAhead ahead) {
        Optional<ChainAnalytics> chain = ahead.situation().chain();
        if (chain.isEmpty()) {
            return Block.unavailable("the source has no option chain of this or the last session");
        }
        PremiumValueBlock block = new PremiumValueBlock(ahead);
        List<ExpiryValue> expiries = chain.get().expiries().stream()
                .filter(expiry -> expiry.expiry().isAfter(block.situation.session()) && expiry.hasOpenInterest())
                .limit(MOST_EXPIRIES)
                .map(block::expiry)
                .toList();
        return expiries.isEmpty()
                ? Block.unavailable("nobody holds an option that expires after " + block.situation.session())
                : Block.known(new PremiumValue(Edge.NO_EDGE, NO_RECORD, expiries), SOURCE);
    }

    private ExpiryValue expiry(ExpiryAnalytics chain) {
        TradingCalendar calendar = situation.features().snapshot().calendar();
        LocalDate session = situation.session();
        int sessions = calendar.sessionsBetween(session, chain.expiry(), session);
        double left = chain.years() * TradingCalendar.SESSIONS_PER_YEAR;
        if (left <= 0 || sessions > EventsAhead.SESSIONS) {
            return beyond(
                    chain,
                    sessions,
                    left <= 0 ? "no time left" : "our forecasts reach " + EventsAhead.SESSIONS + " sessions");
        }
        double forecast = situation.forecast(sessions);
        OptionalDouble implied = chain.atTheMoneyVolatility();
        // The chain's own moment: its clock may stand a little before ours.
        double unit = ahead.unit(sessions) * Math.sqrt(left / (sessions - ahead.passed()));
        Closes closes =
                Closes.of(ahead.excursions(), sessions, unit, chain.forward().value());
        List<StrikeValue> strikes = strikes(chain, closes, unit);
        return new ExpiryValue(
                chain.expiry(),
                sessions,
                implied,
                OptionalDouble.of(forecast),
                implied.isPresent() ? OptionalDouble.of(implied.getAsDouble() / forecast) : OptionalDouble.empty(),
                implied.isPresent() ? OptionalDouble.of(implied.getAsDouble() - forecast) : OptionalDouble.empty(),
                OptionalDouble.of(situation.spot() * closes.growth() - closes.forward()),
                strikes,
                reason(implied, strikes));
    }

    private static ExpiryValue beyond(ExpiryAnalytics chain, int sessions, String reason) {
        OptionalDouble none = OptionalDouble.empty();
        return new ExpiryValue(
                chain.expiry(),
                sessions,
                chain.atTheMoneyVolatility(),
                none,
                none,
                none,
                none,
                List.of(),
                Optional.of(reason));
    }

    private static Optional<String> reason(OptionalDouble implied, List<StrikeValue> strikes) {
        List<String> reasons = new ArrayList<>();
        if (implied.isEmpty()) {
            reasons.add("no two current prices around the forward");
        }
        if (strikes.isEmpty()) {
            reasons.add("no strike within our " + RANGE_LEVEL + " range has a current price");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private List<StrikeValue> strikes(ExpiryAnalytics chain, Closes closes, double unit) {
        Band range = ahead.excursions().pathBand(closes.sessions(), RANGE_LEVEL);
        double lower = situation.spot() * Math.exp(-range.down() * unit);
        double upper = situation.spot() * Math.exp(range.up() * unit);
        List<StrikeValue> values = new ArrayList<>();
        for (OptionChain.Right right : OptionChain.Right.values()) {
            List<PricedOption> listed = chain.options().stream()
                    .filter(option -> option.quote().right() == right && option.outOfTheMoney())
                    .filter(option ->
                            option.volatility().isPresent() && option.quote().openInterest() > 0)
                    .filter(option ->
                            option.quote().strike() >= lower && option.quote().strike() <= upper)
                    .sorted(Comparator.comparingDouble(
                            option -> Math.abs(option.quote().strike() - closes.forward())))
                    .toList();
            spread(listed).forEach(option -> values.add(value(option, closes)));
        }
        values.sort(Comparator.comparingDouble(StrikeValue::strike).thenComparing(StrikeValue::right));
        return values;
    }

    /** Some of many: the first, the last, and those evenly between. */
    private static List<PricedOption> spread(List<PricedOption> listed) {
        if (listed.size() <= MOST_STRIKES) {
            return listed;
        }
        List<PricedOption> some = new ArrayList<>();
        for (int i = 0; i < MOST_STRIKES; i++) {
            some.add(listed.get(i * (listed.size() - 1) / (MOST_STRIKES - 1)));
        }
        return some;
    }

    private static StrikeValue value(PricedOption option, Closes closes) {
        double strike = option.quote().strike();
        double price = option.price().orElseThrow();
        return option.quote().right() == OptionChain.Right.CALL
                ? StrikeValue.of(strike, StrikeValue.Right.CALL, price, closes.call(strike))
                : StrikeValue.of(strike, StrikeValue.Right.PUT, price, closes.put(strike));
    }

    /**
     * Where the index may close, with the forward as its mean.
     *
     * @param growth mean of close over spot before it was moved onto the forward
     */
    record Closes(Excursions excursions, double sessions, double unit, double forward, double growth) {

        static Closes of(Excursions excursions, double sessions, double unit, double forward) {
            double growth = excursions.meanOfClose(sessions, close -> Math.exp(unit * close));
            return new Closes(excursions, sessions, unit, forward, growth);
        }

        double call(double strike) {
            return mean(close -> Math.max(0, close - strike));
        }

        double put(double strike) {
            return mean(close -> Math.max(0, strike - close));
        }

        private double mean(DoubleUnaryOperator payoff) {
            return excursions.meanOfClose(
                    sessions, close -> payoff.applyAsDouble(forward * Math.exp(unit * close) / growth));
        }
    }
}
