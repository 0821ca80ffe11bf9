package io.aegismatrix.direction;

/** Names in a direction bundle that trainer and engine agree on. */
final class DirectionFiles {

    static final String PARAMETERS = "direction.json";
    static final String MOVES = "moves.safetensors";

    /** Baseline of the directions. */
    static final String FREQUENCY = "expanding_frequency";

    /** Baseline of the volatility before the open. */
    static final String EVENING = "evening_forecast";

    /** Output and track of the close against the previous one, before the open. */
    static final String NIGHT_DIRECTION = "preopen_direction_1";

    /** Output and track of the close against the open, before the open. */
    static final String NIGHT_SESSION = "preopen_open_to_close_1";

    /** Output and track of the session's volatility, before the open. */
    static final String NIGHT_VOLATILITY = "preopen_volatility_1";

    private DirectionFiles() {}

    /** Track of an interval before the open. */
    static String night(NightSpan span) {
        return "preopen_" + span.text() + "_interval";
    }

    /** Output and track of the direction over a horizon. */
    static String direction(int sessions) {
        return "direction_" + sessions;
    }

    /** File of the trees that challenge the network over a horizon. */
    static String trees(int sessions) {
        return "direction_trees_" + sessions + ".ubj";
    }

    /** File of the line that challenges the network over a horizon. */
    static String line(int sessions) {
        return "direction_line_" + sessions + ".safetensors";
    }

    /** Output and track of the expected size over a horizon. */
    static String move(int sessions) {
        return "move_" + sessions;
    }

    /** Track of the interval over a horizon. */
    static String interval(int sessions) {
        return "interval_" + sessions;
    }
}
