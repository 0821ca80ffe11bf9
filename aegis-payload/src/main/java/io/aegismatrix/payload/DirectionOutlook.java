package io.aegismatrix.payload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Which way, how far, and how sure: today and over the next 1 to 40 sessions.
 *
 * @param today the rest of the current session
 * @param horizons one forecast per horizon
 * @param riskScore how risky any directional view is, 0 to 1
 * @param riskComponents what the risk score is made of
 * @param riskSource how the risk score was computed
 */
public record DirectionOutlook(
        Today today, Horizons horizons, OptionalDouble riskScore, List<Component> riskComponents, Source riskSource) {

    /**
     * The view of today's close, which sharpens as the session passes and equals the one-session view before the open.
     *
     * @param direction likeliest direction of the close
     * @param expectedMovePoints expected size of the move still to come, index points, at least 0
     * @param conviction calibrated probability of {@code direction}
     * @param intradayVolatilityScore how volatile today is against past sessions, 0 to 1
     * @param lastUpdate market time of the newest datum used
     * @param probabilities calibrated probabilities of the three directions
     * @param sessionFraction share of the session's usual variance that has passed, 0 to 1
     * @param interval prediction interval of the move still to come
     * @param edge whether the direction has skill over the base rates
     * @param source what made the direction
     * @param moveSource what made the expected move and the interval
     * @param volatilitySource what made the intraday volatility score
     */
    public record Today(
            Optional<Direction> direction,
            OptionalDouble expectedMovePoints,
            OptionalDouble conviction,
            OptionalDouble intradayVolatilityScore,
            Optional<Instant> lastUpdate,
            Optional<ClassProbabilities> probabilities,
            OptionalDouble sessionFraction,
            Optional<Interval> interval,
            Optional<Edge> edge,
            Source source,
            Source moveSource,
            Source volatilitySource) {

        /** Validates and rounds. */
        public Today {
            expectedMovePoints = Decimals.size(expectedMovePoints, "expectedMovePoints");
            conviction = Decimals.probability(conviction, "conviction");
            intradayVolatilityScore = Decimals.probability(intradayVolatilityScore, "intradayVolatilityScore");
            sessionFraction = Decimals.probability(sessionFraction, "sessionFraction");
            Checks.present(source, "source")
                    .explains("direction", direction)
                    .explains("conviction", conviction)
                    .explains("probabilities", probabilities)
                    .explains("lastUpdate", lastUpdate);
            Checks.present(moveSource, "moveSource")
                    .explains("expectedMovePoints", expectedMovePoints)
                    .explains("interval", interval);
            Checks.present(volatilitySource, "volatilitySource")
                    .explains("intradayVolatilityScore", intradayVolatilityScore);
            requireConviction(direction, conviction, probabilities);
        }

        /** No view of today, and why. */
        public static Today unavailable(String reason) {
            Source none = Source.unavailable(reason);
            return new Today(
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    none,
                    none,
                    none);
        }

        /** The conviction with its source. */
        public Estimate estimate() {
            return Estimate.of(conviction, source);
        }
    }

    /**
     * The forecasts by horizon.
     *
     * @param t1 the next session
     * @param t3 3 sessions
     * @param t5 5 sessions
     * @param t10 10 sessions
     * @param t20 20 sessions
     * @param t40 40 sessions
     */
    public record Horizons(
            HorizonForecast t1,
            HorizonForecast t3,
            HorizonForecast t5,
            HorizonForecast t10,
            HorizonForecast t20,
            HorizonForecast t40) {

        private static final List<Integer> SESSIONS = List.of(1, 3, 5, 10, 20, 40);
        private static final List<String> LABELS =
                List.of("Tomorrow", "Next 3 Days", "This Week", "Next Week", "This Month", "Next Month");

        /** Validates that every horizon is present. */
        public Horizons {
            Checks.present(t1, "t1");
            Checks.present(t3, "t3");
            Checks.present(t5, "t5");
            Checks.present(t10, "t10");
            Checks.present(t20, "t20");
            Checks.present(t40, "t40");
        }

        /** Makes the forecast of each horizon from its number of sessions. */
        public static Horizons of(Function<Integer, HorizonForecast> forecast) {
            return new Horizons(
                    forecast.apply(1),
                    forecast.apply(3),
                    forecast.apply(5),
                    forecast.apply(10),
                    forecast.apply(20),
                    forecast.apply(40));
        }

        /** The horizons in sessions, shortest first. */
        public static List<Integer> sessions() {
            return SESSIONS;
        }

        /** The label a dashboard shows for a horizon. @throws IllegalArgumentException if there is no such horizon */
        public static String label(int sessions) {
            return LABELS.get(position(sessions));
        }

        /** The forecasts, shortest horizon first. */
        public List<HorizonForecast> all() {
            return List.of(t1, t3, t5, t10, t20, t40);
        }

        /** The forecast over {@code sessions}. @throws IllegalArgumentException if there is no such horizon */
        public HorizonForecast get(int sessions) {
            return all().get(position(sessions));
        }

        private static int position(int sessions) {
            int position = SESSIONS.indexOf(sessions);
            if (position < 0) {
                throw new IllegalArgumentException("horizon must be one of " + SESSIONS + " sessions, was " + sessions);
            }
            return position;
        }
    }

    /**
     * The forecast over one horizon.
     *
     * @param label the words a dashboard shows, see {@link Horizons#label(int)}
     * @param direction likeliest direction of the close
     * @param expectedMovePoints expected size of the move, index points, at least 0
     * @param conviction calibrated probability of {@code direction}
     * @param probabilities calibrated probabilities of the three directions
     * @param baseRates what always quoting past frequencies would say
     * @param edge whether the direction has skill over the base rates
     * @param expectedReturn signed expected log return
     * @param interval prediction interval of the move
     * @param skill the direction's measured score at this horizon
     * @param skillReason why the skill is unknown
     * @param source what made the direction
     * @param moveSource what made the expected move and the interval
     */
    public record HorizonForecast(
            String label,
            Optional<Direction> direction,
            OptionalDouble expectedMovePoints,
            OptionalDouble conviction,
            Optional<ClassProbabilities> probabilities,
            Optional<ClassProbabilities> baseRates,
            Optional<Edge> edge,
            OptionalDouble expectedReturn,
            Optional<Interval> interval,
            Optional<Skill> skill,
            Optional<String> skillReason,
            Source source,
            Source moveSource) {

        /** Validates and rounds. */
        public HorizonForecast {
            Checks.text(label, "label");
            expectedMovePoints = Decimals.size(expectedMovePoints, "expectedMovePoints");
            conviction = Decimals.probability(conviction, "conviction");
            expectedReturn = Decimals.fraction(expectedReturn, "expectedReturn");
            Checks.present(source, "source")
                    .explains("direction", direction)
                    .explains("conviction", conviction)
                    .explains("probabilities", probabilities)
                    .explains("edge", edge);
            Checks.present(moveSource, "moveSource")
                    .explains("expectedMovePoints", expectedMovePoints)
                    .explains("interval", interval);
            Checks.text(skillReason, "skillReason");
            Checks.reasonFor(source.available() && skill.isEmpty(), "skill", skillReason, "skillReason");
            requireConviction(direction, conviction, probabilities);
        }

        /** No forecast over {@code sessions}, and why. */
        public static HorizonForecast unavailable(int sessions, String reason) {
            Source none = Source.unavailable(reason);
            return new HorizonForecast(
                    Horizons.label(sessions),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    none,
                    none);
        }

        /** The conviction with its source. */
        public Estimate estimate() {
            return Estimate.of(conviction, source);
        }

        /** The expected size of the move in points with its source. */
        public Estimate moveEstimate() {
            return Estimate.of(expectedMovePoints, moveSource);
        }
    }

    /** Validates and rounds. */
    public DirectionOutlook {
        Checks.present(today, "today");
        Checks.present(horizons, "horizons");
        riskScore = Decimals.probability(riskScore, "riskScore");
        riskComponents = List.copyOf(riskComponents);
        Checks.present(riskSource, "riskSource").explains("riskScore", riskScore);
    }

    /** No outlook, and why. */
    public static DirectionOutlook unavailable(String reason) {
        return new DirectionOutlook(
                Today.unavailable(reason),
                Horizons.of(sessions -> HorizonForecast.unavailable(sessions, reason)),
                OptionalDouble.empty(),
                List.of(),
                Source.unavailable(reason));
    }

    /** The risk score with its source. */
    public Estimate riskEstimate() {
        return Estimate.of(riskScore, riskSource);
    }

    private static void requireConviction(
            Optional<Direction> direction, OptionalDouble conviction, Optional<ClassProbabilities> probabilities) {
        if (direction.isEmpty() || conviction.isEmpty() || probabilities.isEmpty()) {
            return;
        }
        ClassProbabilities known = probabilities.get();
        double stated = known.of(direction.get());
        if (Math.abs(stated - conviction.getAsDouble()) > ClassProbabilities.SUM_TOLERANCE) {
            throw new IllegalArgumentException("conviction must be the probability of " + direction.get() + ", "
                    + stated + ", was " + conviction.getAsDouble());
        }
        if (stated + ClassProbabilities.SUM_TOLERANCE < known.of(known.likeliest())) {
            throw new IllegalArgumentException(
                    "direction must be the likeliest of " + known + ", was " + direction.get());
        }
    }
}
