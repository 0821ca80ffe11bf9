package io.aegismatrix.payload;

import java.util.List;
import java.util.function.Function;

/**
 * Which way, how far, and how sure: today and over the next 1 to 40 sessions.
 *
 * @param today the rest of the current session
 * @param horizons one forecast per horizon
 * @param risk how risky any directional view is
 */
public record DirectionOutlook(
        Today today,
        Horizons horizons,
        @Flat(source = "risk_source") Block<Risk> risk) {

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
     * How risky any directional view is.
     *
     * @param riskScore 0 to 1
     * @param riskComponents what the score is made of
     */
    public record Risk(double riskScore, List<Component> riskComponents) {

        /** Validates. */
        public Risk {
            Checks.probability(riskScore, "riskScore");
            riskComponents = List.copyOf(riskComponents);
        }
    }

    /** Validates. */
    public DirectionOutlook {
        Checks.present(today, "today");
        Checks.present(horizons, "horizons");
        Checks.present(risk, "risk");
    }

    /** No outlook, and why. */
    public static DirectionOutlook unavailable(String reason) {
        return new DirectionOutlook(
                Today.unavailable(reason),
                Horizons.of(sessions -> HorizonForecast.unavailable(sessions, reason)),
                Block.unavailable(reason));
    }
}
