package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The market as the run saw it: spot, volatility index, regime, and how far it is likely to move.
 *
 * @param spot index level, points
 * @param spotChange change from the previous completed session's close, points
 * @param spotChangeFraction the same as a fraction of that close
 * @param vix volatility index, in its own points
 * @param vixChange change from its previous completed session's close
 * @param vixChangeFraction the same as a fraction of that close
 * @param vixReason why a value of the volatility index is unknown
 * @param regime the market's state
 * @param regimeDetail what the regime was read from
 * @param forecastVolatility annualised volatility forecast by horizon
 * @param expectedMove expected size of the move by the volatility forecast
 * @param expectedMoveVix expected size of the move by the volatility index
 * @param optionChain what the option chain says
 */
public record MarketBlock(
        double spot,
        double spotChange,
        @JsonProperty("spot_change_pct") double spotChangeFraction,
        OptionalDouble vix,
        OptionalDouble vixChange,
        @JsonProperty("vix_change_pct") OptionalDouble vixChangeFraction,
        Optional<String> vixReason,
        Optional<Regime> regime,
        RegimeDetail regimeDetail,
        ForecastVolatility forecastVolatility,
        ExpectedMove expectedMove,
        ExpectedMove expectedMoveVix,
        OptionChainBlock optionChain) {

    /** The market's state. */
    public enum Regime {
        /** Volatility index in its lowest third and a rising 20-session trend. */
        LOW_VOL_BULL,
        /** Volatility index in its highest third and a falling 20-session trend. */
        HIGH_VOL_BEAR,
        /** Any other trending market. */
        TREND_FOLLOWING,
        /** No trend. */
        SIDEWAYS_CHOP
    }

    /**
     * What the regime was read from.
     *
     * @param vixPercentile percentile of the volatility index in its last 252 sessions, 0 to 1
     * @param trend 20-session trend, log return
     * @param source how the regime was decided
     */
    public record RegimeDetail(OptionalDouble vixPercentile, OptionalDouble trend, Source source) {

        /** Validates and rounds. */
        public RegimeDetail {
            Checks.present(source, "source");
            vixPercentile = Decimals.probability(vixPercentile, "vixPercentile");
            trend = Decimals.fraction(trend, "trend");
        }

        /** The regime could not be decided, and why. */
        public static RegimeDetail unavailable(String reason) {
            return new RegimeDetail(OptionalDouble.empty(), OptionalDouble.empty(), Source.unavailable(reason));
        }
    }

    /**
     * Annualised volatility forecast (decimal, 252 sessions), averaged over the next sessions.
     *
     * @param h1 over 1 session
     * @param h5 over 5 sessions
     * @param h10 over 10 sessions
     * @param h20 over 20 sessions
     * @param h30 over 30 sessions
     * @param source what made the forecast
     */
    public record ForecastVolatility(
            OptionalDouble h1,
            OptionalDouble h5,
            OptionalDouble h10,
            OptionalDouble h20,
            OptionalDouble h30,
            Source source) {

        /** Validates and rounds. */
        public ForecastVolatility {
            Checks.present(source, "source");
            h1 = Decimals.nonNegative(h1, "h1");
            h5 = Decimals.nonNegative(h5, "h5");
            h10 = Decimals.nonNegative(h10, "h10");
            h20 = Decimals.nonNegative(h20, "h20");
            h30 = Decimals.nonNegative(h30, "h30");
            source.explains("h1", h1)
                    .explains("h5", h5)
                    .explains("h10", h10)
                    .explains("h20", h20)
                    .explains("h30", h30);
        }

        /** A forecast for every horizon. */
        public static ForecastVolatility of(double h1, double h5, double h10, double h20, double h30, Source source) {
            return new ForecastVolatility(
                    OptionalDouble.of(h1),
                    OptionalDouble.of(h5),
                    OptionalDouble.of(h10),
                    OptionalDouble.of(h20),
                    OptionalDouble.of(h30),
                    source);
        }

        /** No forecast, and why. */
        public static ForecastVolatility unavailable(String reason) {
            OptionalDouble none = OptionalDouble.empty();
            return new ForecastVolatility(none, none, none, none, none, Source.unavailable(reason));
        }
    }

    /**
     * Size of the move that one standard deviation stands for.
     *
     * @param horizon sessions, above zero
     * @param points size in index points
     * @param fraction size as a fraction of spot
     * @param source what it was computed from
     */
    public record ExpectedMove(
            OptionalInt horizon,
            OptionalDouble points,
            @JsonProperty("pct") OptionalDouble fraction,
            Source source) {

        /** Validates and rounds. */
        public ExpectedMove {
            Checks.present(source, "source");
            Checks.atLeast(1, horizon, "horizon");
            points = Decimals.size(points, "points");
            fraction = Decimals.nonNegative(fraction, "fraction");
            source.explains("horizon", horizon.isPresent(), horizon)
                    .explains("points", points)
                    .explains("fraction", fraction);
        }

        /** A known move. */
        public static ExpectedMove of(int horizon, double points, double fraction, Source source) {
            return new ExpectedMove(
                    OptionalInt.of(horizon), OptionalDouble.of(points), OptionalDouble.of(fraction), source);
        }

        /** No expected move, and why. */
        public static ExpectedMove unavailable(String reason) {
            return new ExpectedMove(
                    OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty(), Source.unavailable(reason));
        }

        /** The move in points with its source. */
        public Estimate estimate() {
            return Estimate.of(points, source);
        }
    }

    /** Validates, rounds, and demands a reason where the volatility index is unknown. */
    public MarketBlock {
        spot = Decimals.price(spot, "spot");
        spotChange = Decimals.points(spotChange, "spotChange");
        spotChangeFraction = Decimals.fraction(spotChangeFraction, "spotChangeFraction");
        vix = Decimals.volatilityIndex(vix, "vix");
        if (vix.isPresent() && vix.getAsDouble() <= 0) {
            throw new IllegalArgumentException("vix must be above 0, was " + vix.getAsDouble());
        }
        vixChange = Decimals.volatilityIndex(vixChange, "vixChange");
        vixChangeFraction = Decimals.fraction(vixChangeFraction, "vixChangeFraction");
        Checks.text(vixReason, "vixReason");
        Checks.reasonFor(
                vix.isEmpty() || vixChange.isEmpty() || vixChangeFraction.isEmpty(), "vix", vixReason, "vixReason");
        Checks.present(regimeDetail, "regimeDetail").source().explains("regime", regime);
        Checks.present(forecastVolatility, "forecastVolatility");
        Checks.present(expectedMove, "expectedMove");
        Checks.present(expectedMoveVix, "expectedMoveVix");
        Checks.present(optionChain, "optionChain");
    }
}
