package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The view of today's close, which sharpens as the session passes and equals the one-session view before the open.
 *
 * @param close which way the session will end
 * @param move how far it will still go
 * @param volatility how volatile it is
 * @param preopen what the night says of it; only before an open
 */
@JsonPropertyOrder({
    "direction",
    "expected_move_points",
    "conviction",
    "intraday_volatility_score",
    "last_update",
    "probabilities",
    "session_fraction",
    "session_fraction_kind",
    "clock_fraction",
    "interval",
    "edge",
    "reference",
    "reference_points",
    "move_reference"
})
public record Today(
        @Flat Block<Close> close,
        @Flat(source = "move_source") Block<MoveForecast> move,
        @Flat(source = "volatility_source") Block<Volatility> volatility,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Preopen> preopen) {

    /**
     * Which way the session will end.
     *
     * @param direction while the session runs the likeliest direction of the close; before the open and after the close a call only with
     *     an edge, else {@link Direction#NEUTRAL}. Files of before have the likeliest one
     * @param conviction calibrated probability of {@code direction}
     * @param lastUpdate market time of the newest datum used
     * @param probabilities calibrated probabilities of the three directions
     * @param sessionFraction share of the session that has passed, 0 to 1
     * @param sessionFractionKind what it is a share of; a file of an earlier release does not say, and means the variance
     * @param clockFraction share of the session's hours that has passed, 0 to 1; a file of an earlier release does not say
     * @param edge whether the direction has skill over the base rates
     * @param reference what the direction and its probabilities are measured against; a file of an earlier release does not say
     * @param referencePoints that price, index points
     * @param moveReference what the expected move and its interval are counted from
     */
    public record Close(
            Direction direction,
            double conviction,
            Instant lastUpdate,
            ClassProbabilities probabilities,
            OptionalDouble sessionFraction,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<SessionShare> sessionFractionKind,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) OptionalDouble clockFraction,

            Edge edge,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Reference> reference,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Points
            OptionalDouble referencePoints,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Reference> moveReference) {

        /** Validates. */
        public Close {
            Checks.present(probabilities, "probabilities").requireConviction(direction, conviction);
            Checks.present(lastUpdate, "lastUpdate");
            Checks.ifPresent(sessionFraction, "sessionFraction", Checks::probability);
            Checks.present(sessionFractionKind, "sessionFractionKind");
            Checks.ifPresent(clockFraction, "clockFraction", Checks::probability);
            Checks.present(edge, "edge");
            Checks.present(reference, "reference");
            Checks.ifPresent(referencePoints, "referencePoints", Checks::nonNegative);
            Checks.present(moveReference, "moveReference");
        }
    }

    /**
     * How volatile the session is.
     *
     * @param intradayVolatilityScore against past sessions, 0 to 1
     */
    public record Volatility(double intradayVolatilityScore) {

        /** Validates. */
        public Volatility {
            Checks.probability(intradayVolatilityScore, "intradayVolatilityScore");
        }
    }

    /** Validates. */
    public Today {
        Checks.present(close, "close");
        Checks.present(move, "move");
        Checks.present(volatility, "volatility");
        Checks.present(preopen, "preopen");
    }

    /** No view of today, and why. */
    public static Today unavailable(String reason) {
        return new Today(
                Block.unavailable(reason), Block.unavailable(reason), Block.unavailable(reason), Optional.empty());
    }

    /** The same with what the night says. */
    public Today withPreopen(Preopen night) {
        return new Today(close, move, volatility, Optional.of(night));
    }
}
