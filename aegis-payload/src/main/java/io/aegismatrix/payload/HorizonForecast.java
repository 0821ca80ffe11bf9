package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;

/**
 * The forecast over one horizon.
 *
 * @param label the words a dashboard shows, see {@link DirectionOutlook.Horizons#label(int)}
 * @param close which way the last session of the horizon will end
 * @param move how far the market will have gone by then
 */
@JsonPropertyOrder({
    "label",
    "direction",
    "expected_move_points",
    "conviction",
    "probabilities",
    "base_rates",
    "lean",
    "edge",
    "expected_return",
    "interval",
    "skill",
    "skill_reason"
})
public record HorizonForecast(
        String label,
        @Flat Block<Close> close,
        @Flat(source = "move_source") Block<MoveForecast> move) {

    /**
     * Which way the last session of a horizon will end.
     *
     * @param direction a call only where there is skill: the direction that stands furthest above its base rate, and
     *     {@link Direction#NEUTRAL} without an edge. Files of before {@code lean} have the likeliest one
     * @param conviction calibrated probability of {@code direction}
     * @param probabilities calibrated probabilities of the three directions
     * @param lean how far the probabilities stand above the base rates, with an edge or without; empty in files of before
     * @param baseRates what always quoting past frequencies would say
     * @param edge whether the direction has skill over the base rates
     * @param expectedReturn signed expected log return
     * @param skill the direction's measured score at this horizon
     */
    public record Close(
            Direction direction,
            double conviction,
            ClassProbabilities probabilities,
            ClassProbabilities baseRates,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Optional<Lean> lean,
            Edge edge,
            double expectedReturn,
            Measured<Skill> skill) {

        /** Validates. */
        public Close {
            Checks.present(probabilities, "probabilities").requireConviction(direction, conviction);
            Checks.present(baseRates, "baseRates");
            Checks.present(lean, "lean");
            Checks.present(edge, "edge");
            Checks.finite(expectedReturn, "expectedReturn");
            Checks.present(skill, "skill");
        }
    }

    /** Validates. */
    public HorizonForecast {
        Checks.text(label, "label");
        Checks.present(close, "close");
        Checks.present(move, "move");
    }

    /** No forecast over {@code sessions}, and why. */
    public static HorizonForecast unavailable(int sessions, String reason) {
        return new HorizonForecast(
                DirectionOutlook.Horizons.label(sessions), Block.unavailable(reason), Block.unavailable(reason));
    }
}
