package io.aegismatrix.payload;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

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
     * @param direction likeliest direction of the close
     * @param conviction calibrated probability of {@code direction}
     * @param probabilities calibrated probabilities of the three directions
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
            Edge edge,
            double expectedReturn,
            Measured<Skill> skill) {

        /** Validates. */
        public Close {
            Checks.present(probabilities, "probabilities").requireConviction(direction, conviction);
            Checks.present(baseRates, "baseRates");
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
