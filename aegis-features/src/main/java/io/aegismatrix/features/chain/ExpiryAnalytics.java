package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.OptionChain.OptionQuote;
import io.aegismatrix.data.SessionHours;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the options of one expiry say.
 *
 * @param expiry last trading day
 * @param sessions whole sessions still to come after the snapshot's day, the expiry's own included
 * @param years time to expiry in years of 252 sessions, the running session by the share of its usual variance still to
 *     come; 0 once the expiry day has closed
 * @param forward the forward that put-call parity implies
 * @param options every quote with its price, volatility and greeks, in the chain's order
 * @param putCallRatio puts against calls
 * @param maxPain where holders are paid least; empty without open interest on both sides
 * @param openInterestNearSpot share of the open interest within one percent of spot; empty without open interest
 * @param atTheMoneyVolatility volatility at the forward, annualised decimal; empty if the smile does not enclose it
 * @param skew the 25-delta skew; empty where the smile does not reach
 * @param straddle the at-the-money straddle; empty without both legs near the forward
 * @param gamma signed gamma by strike; empty without time left, open interest on both sides or volatility
 * @param sidesComplaint why what weighs open calls against open puts is empty; empty if both sides are there
 * @param exchangeCheck how our volatilities agree with the exchange's own
 */
public record ExpiryAnalytics(
        LocalDate expiry,
        int sessions,
        double years,
        ImpliedForward forward,
        List<PricedOption> options,
        PutCallRatio putCallRatio,
        Optional<MaxPain> maxPain,
        OptionalDouble openInterestNearSpot,
        OptionalDouble atTheMoneyVolatility,
        Optional<SmileSkew> skew,
        Optional<Straddle> straddle,
        Optional<GammaExposure> gamma,
        Optional<String> sidesComplaint,
        ExchangeCheck exchangeCheck) {

    private static final double NEAR_SPOT = 0.01;

    /** Copies the options. */
    public ExpiryAnalytics {
        options = List.copyOf(options);
    }

    /** Whether anybody holds an option of this expiry. */
    public boolean hasOpenInterest() {
        return openInterestNearSpot.isPresent();
    }

    static ExpiryAnalytics of(OptionChain chain, LocalDate expiry, TradingCalendar calendar) {
        LocalDate today = chain.asOf().atZone(calendar.zone()).toLocalDate();
        int sessions = calendar.sessionsBetween(today, expiry, today);
        double years = years(chain, expiry, calendar, today, sessions);
        double spot = chain.spot();
        List<OptionQuote> quotes = chain.expiring(expiry);
        ImpliedForward forward = ImpliedForward.of(quotes, spot);
        BlackModel model = new BlackModel(forward.value(), years);
        long days = isStanding(chain.asOf(), today, calendar) ? 0 : ChronoUnit.DAYS.between(today, expiry);
        ExchangeVolatility exchange = new ExchangeVolatility(spot, days, model);
        List<PricedOption> options = quotes.stream()
                .map(quote -> PricedOption.of(quote, forward.value(), model, exchange))
                .toList();
        Smile smile = Smile.of(options, forward.value());
        Optional<String> complaint = OpenInterestSides.complaint(quotes);
        return new ExpiryAnalytics(
                expiry,
                sessions,
                years,
                forward,
                options,
                complaint.isEmpty()
                        ? PutCallRatio.of(quotes)
                        : PutCallRatio.of(quotes).withoutOpenInterest(),
                complaint.isEmpty() ? MaxPain.find(quotes) : Optional.empty(),
                nearSpot(quotes, spot),
                smile.atTheMoney(),
                smile.skew(),
                Straddle.find(options, forward.value(), spot),
                complaint.isEmpty() ? GammaExposure.find(options, spot) : Optional.empty(),
                complaint,
                ExchangeCheck.of(options));
    }

    /**
     * Whether options trade on while the index stands still for its closing auction: a source that makes its volatilities from that
     * index then shows two of one strike, and its column says nothing about ours.
     */
    private static boolean isStanding(Instant moment, LocalDate today, TradingCalendar calendar) {
        if (!calendar.isSession(today)) {
            return false;
        }
        SessionHours hours = calendar.hours(today);
        return hours.hasAuction() && !moment.isBefore(hours.indexStop());
    }

    private static double years(
            OptionChain chain, LocalDate expiry, TradingCalendar calendar, LocalDate today, int sessions) {
        boolean runs = calendar.isSession(today) && !expiry.isBefore(today);
        double running = runs ? 1 - calendar.varianceShareElapsed(today, chain.asOf()) : 0;
        return (sessions + running) / TradingCalendar.SESSIONS_PER_YEAR;
    }

    private static OptionalDouble nearSpot(List<OptionQuote> quotes, double spot) {
        double near = 0;
        double all = 0;
        for (OptionQuote quote : quotes) {
            all += quote.openInterest();
            near += Math.abs(quote.strike() - spot) <= NEAR_SPOT * spot ? quote.openInterest() : 0;
        }
        return all > 0 ? OptionalDouble.of(near / all) : OptionalDouble.empty();
    }
}
