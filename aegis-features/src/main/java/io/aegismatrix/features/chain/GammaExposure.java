package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.OptionChain.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much index dealers must trade against or with a move, strike by strike: open interest times gamma, signed by a
 * stated assumption, because open interest does not say who holds which side.
 *
 * @param assumption who is taken to hold which side
 * @param strikes strikes with open interest and a volatility, ascending
 * @param total sum of the strikes' net gamma
 * @param balance the total over what it would be if all of it had one sign, in [-1, 1]
 * @param openInterestShare share of the expiry's open interest that lies on these strikes
 */
public record GammaExposure(
        SignAssumption assumption, List<StrikeGamma> strikes, double total, double balance, double openInterestShare) {

    /** Who is taken to hold which side. */
    public enum SignAssumption {
        /** Customers buy puts for protection and sell calls for income: calls count positive, puts negative. */
        DEALERS_LONG_CALLS_SHORT_PUTS
    }

    private static final double ONE_PERCENT = 0.01;

    /**
     * The gamma at one strike.
     *
     * @param strike points
     * @param net (call less put open interest) · gamma · spot² · 1 %: contracts times index points that dealers' delta
     *     grows by when the index rises by one percent; times the lot size it is rupees
     * @param gross the same with calls and puts added up
     */
    public record StrikeGamma(double strike, double net, double gross) {}

    /** Copies the strikes. */
    public GammaExposure {
        strikes = List.copyOf(strikes);
    }

    /** The exposure of an expiry; empty if no strike with open interest has a volatility. */
    static Optional<GammaExposure> find(List<PricedOption> options, double spot) {
        SortedMap<Double, List<PricedOption>> byStrike = new TreeMap<>();
        options.forEach(option -> byStrike.computeIfAbsent(option.quote().strike(), strike -> new ArrayList<>())
                .add(option));
        List<StrikeGamma> strikes = new ArrayList<>();
        double covered = 0;
        for (List<PricedOption> legs : byStrike.values()) {
            double open = openInterest(legs, Right.CALL) + openInterest(legs, Right.PUT);
            OptionalDouble gamma = gamma(legs);
            if (open > 0 && gamma.isPresent()) {
                covered += open;
                strikes.add(strike(legs, gamma.getAsDouble() * spot * spot * ONE_PERCENT));
            }
        }
        double gross = strikes.stream().mapToDouble(StrikeGamma::gross).sum();
        if (!(gross > 0)) {
            return Optional.empty();
        }
        double total = strikes.stream().mapToDouble(StrikeGamma::net).sum();
        double all = options.stream()
                .map(PricedOption::quote)
                .mapToDouble(OptionQuote::openInterest)
                .sum();
        return Optional.of(new GammaExposure(
                SignAssumption.DEALERS_LONG_CALLS_SHORT_PUTS, strikes, total, total / gross, covered / all));
    }

    private static StrikeGamma strike(List<PricedOption> legs, double perContract) {
        double calls = openInterest(legs, Right.CALL);
        double puts = openInterest(legs, Right.PUT);
        return new StrikeGamma(
                legs.get(0).quote().strike(), (calls - puts) * perContract, (calls + puts) * perContract);
    }

    /** Gamma of the strike, from its out-of-the-money leg if that has a volatility, else from the other. */
    private static OptionalDouble gamma(List<PricedOption> legs) {
        return legs.stream()
                .filter(leg -> leg.greeks().isPresent())
                .sorted((a, b) -> Boolean.compare(b.outOfTheMoney(), a.outOfTheMoney()))
                .mapToDouble(leg -> leg.greeks().orElseThrow().gamma())
                .findFirst();
    }

    private static double openInterest(List<PricedOption> legs, Right right) {
        return legs.stream()
                .map(PricedOption::quote)
                .filter(quote -> quote.right() == right)
                .mapToDouble(OptionQuote::openInterest)
                .sum();
    }
}
