package io.aegismatrix.features.chain;

import io.aegismatrix.data.OptionChain;
import io.aegismatrix.data.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What an option chain says, expiry by expiry.
 *
 * @param asOf moment of the chain
 * @param spot the index at that moment, points
 * @param expiries ascending, from the day of the chain on and at most {@value #FURTHEST_DAYS} days ahead: further ones
 *     hardly trade, and to analyse them takes as long as all others
 */
public record ChainAnalytics(Instant asOf, double spot, List<ExpiryAnalytics> expiries) {

    /** Calendar days ahead of the furthest expiry that is analysed. */
    public static final int FURTHEST_DAYS = 95;

    /** Least time left for an expiry whose volatility prices other horizons: a dying one is all pin. */
    private static final double LEAST_YEARS = 1.0 / TradingCalendar.SESSIONS_PER_YEAR;

    /**
     * The at-the-money volatility of a horizon.
     *
     * @param annualized decimal
     * @param from nearest expiry it was read from
     * @param to furthest expiry it was read from; the same one beyond the ends
     */
    public record HorizonVolatility(double annualized, LocalDate from, LocalDate to) {}

    /** Copies the expiries. */
    public ChainAnalytics {
        expiries = List.copyOf(expiries);
    }

    /** Analyses a chain; {@code calendar} counts the sessions to each expiry. */
    public static ChainAnalytics of(OptionChain chain, TradingCalendar calendar) {
        LocalDate today = chain.asOf().atZone(calendar.zone()).toLocalDate();
        return new ChainAnalytics(
                chain.asOf(),
                chain.spot(),
                chain.expiries().stream()
                        .filter(expiry -> !expiry.isBefore(today) && !expiry.isAfter(today.plusDays(FURTHEST_DAYS)))
                        .map(expiry -> ExpiryAnalytics.of(chain, expiry, calendar))
                        .toList());
    }

    /** One expiry. */
    public Optional<ExpiryAnalytics> find(LocalDate expiry) {
        return expiries.stream().filter(entry -> entry.expiry().equals(expiry)).findFirst();
    }

    /**
     * At-the-money volatility over the next sessions: total variance linear in time between the two expiries around
     * the horizon, and the volatility of the first or last one beyond them. Expiries with less than a session left do
     * not count.
     *
     * @param sessions horizon, above zero
     */
    public Optional<HorizonVolatility> atTheMoneyVolatility(double sessions) {
        double years = sessions / TradingCalendar.SESSIONS_PER_YEAR;
        ExpiryAnalytics before = null;
        for (ExpiryAnalytics entry : expiries) {
            if (entry.atTheMoneyVolatility().isEmpty() || entry.years() < LEAST_YEARS) {
                continue;
            }
            if (entry.years() >= years) {
                return Optional.of(between(before == null ? entry : before, entry, years));
            }
            before = entry;
        }
        return Optional.ofNullable(before).map(last -> between(last, last, years));
    }

    private static HorizonVolatility between(ExpiryAnalytics near, ExpiryAnalytics far, double years) {
        double nearVolatility = near.atTheMoneyVolatility().orElseThrow();
        double farVolatility = far.atTheMoneyVolatility().orElseThrow();
        if (near.expiry().equals(far.expiry())) {
            return new HorizonVolatility(nearVolatility, near.expiry(), far.expiry());
        }
        double nearVariance = nearVolatility * nearVolatility * near.years();
        double farVariance = farVolatility * farVolatility * far.years();
        double share = (years - near.years()) / (far.years() - near.years());
        double variance = (1 - share) * nearVariance + share * farVariance;
        return new HorizonVolatility(Math.sqrt(variance / years), near.expiry(), far.expiry());
    }
}
