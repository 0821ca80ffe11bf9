package io.aegismatrix.runner.trading;

import io.aegismatrix.data.TradingCalendar;
import java.time.LocalDate;
import java.util.Optional;

/** Which straddle is bought. */
enum StraddleContract {

    /**
     * The listed one of the next monthly expiry that leaves at least {@value #SESSIONS_TO_SPARE} sessions after the
     * trade; sold again at its mark. Its volatility is the one the volatility index measures.
     */
    MONTHLY {
        @Override
        Optional<Position> at(Market market, int row, int horizon) {
            return market.monthlyExpiry(row)
                    .flatMap(expiry -> market.sessionsUntil(row, expiry) < horizon + SESSIONS_TO_SPARE
                            ? market.monthlyExpiryAfter(expiry, row)
                            : Optional.of(expiry))
                    .map(expiry -> new Monthly(market.nearestStrike(market.close(row)), expiry));
        }
    },

    /**
     * One that expires when the trade ends, as the forecast supposes. Listed on few days: a model contract, priced at the
     * month's volatility with time counted in sessions.
     */
    TO_THE_END {
        @Override
        Optional<Position> at(Market market, int row, int horizon) {
            return Optional.of(new ToTheEnd(market.nearestStrike(market.close(row)), row + horizon));
        }
    };

    static final int SESSIONS_TO_SPARE = 5;

    /** The straddle to buy at a row, known at its close; empty if it was not listed. */
    abstract Optional<Position> at(Market market, int row, int horizon);

    /** A straddle that was bought. All in points. */
    interface Position {

        double strike();

        /** Time left at the close of a row. */
        double years(Market market, int row);

        /** Costs of ending it at the close of a row, if it is then worth what it is at that close. */
        double endingCosts(Market market, int row);

        default double option(boolean call, Market market, int row) {
            return OptionPricing.premium(call, market.close(row), strike(), years(market, row), market.vix(row));
        }

        default double value(Market market, int row) {
            return option(false, market, row) + option(true, market, row);
        }

        default double buyingCosts(Market market, int row) {
            TradingCosts costs = market.costs(row);
            return costs.buying(option(false, market, row)) + costs.buying(option(true, market, row));
        }
    }

    private record Monthly(double strike, LocalDate expiry) implements Position {
        @Override
        public double years(Market market, int row) {
            return market.years(row, expiry);
        }

        @Override
        public double endingCosts(Market market, int row) {
            TradingCosts costs = market.costs(row);
            return costs.selling(option(false, market, row)) + costs.selling(option(true, market, row));
        }
    }

    private record ToTheEnd(double strike, int exit) implements Position {
        @Override
        public double years(Market market, int row) {
            return (double) (exit - row) / TradingCalendar.SESSIONS_PER_YEAR;
        }

        @Override
        public double endingCosts(Market market, int row) {
            return market.costs(row).exercising(value(market, row), market.close(row));
        }
    }
}
