package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The market as the run saw it: spot, volatility index, regime, and how far it is likely to move.
 *
 * @param spot index level, points
 * @param spotChange change from the previous completed session's close, points
 * @param spotChangeFraction the same as a fraction of that close
 * @param vix volatility index, in its own points
 * @param vixChange change from its previous completed session's close
 * @param vixChangeFraction the same as a fraction of that close
 * @param vixReason why a value of the volatility index is unknown, or of which other day it is
 * @param regime the market's state
 * @param forecastVolatility annualised volatility forecast by horizon
 * @param expectedMove expected size of the move by the volatility forecast
 * @param expectedMoveVix expected size of the move by the volatility index
 * @param optionChain what the option chain says
 * @param events known events within the longest horizon, the next first; none in a payload of before they were looked at
 */
public record MarketBlock(
        @Points double spot,
        @Points double spotChange,
        @JsonProperty("spot_change_pct") double spotChangeFraction,
        @VolatilityPoints OptionalDouble vix,
        @VolatilityPoints OptionalDouble vixChange,
        @JsonProperty("vix_change_pct") OptionalDouble vixChangeFraction,
        Optional<String> vixReason,
        @Headline("regime") @JsonProperty("regime_detail") Block<MarketRegime> regime,
        Block<ForecastVolatility> forecastVolatility,
        Block<ExpectedMove> expectedMove,
        Block<ExpectedMove> expectedMoveVix,
        Block<OptionChainBlock> optionChain,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<KnownEvent> events) {

    /** Validates, and demands a reason where the volatility index is unknown. */
    public MarketBlock {
        Checks.price(spot, "spot");
        Checks.finite(spotChange, "spotChange");
        Checks.finite(spotChangeFraction, "spotChangeFraction");
        Checks.ifPresent(vix, "vix", Checks::price);
        Checks.ifPresent(vixChange, "vixChange", Checks::finite);
        Checks.ifPresent(vixChangeFraction, "vixChangeFraction", Checks::finite);
        Checks.text(vixReason, "vixReason");
        Checks.reasonFor(
                vix.isEmpty() || vixChange.isEmpty() || vixChangeFraction.isEmpty(), "vix", vixReason, "vixReason");
        Checks.present(regime, "regime");
        Checks.present(forecastVolatility, "forecastVolatility");
        Checks.present(expectedMove, "expectedMove");
        Checks.present(expectedMoveVix, "expectedMoveVix");
        Checks.present(optionChain, "optionChain");
        events = List.copyOf(Objects.requireNonNullElse(events, List.of()));
    }
}
