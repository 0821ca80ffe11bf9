package io.aegismatrix.buyer;

/** Names and layout of the files of a trained buyer engine. */
final class BuyerFiles {

    static final String BREAKOUT = "buyer_breakout.ubj";
    static final String SPIKE = "buyer_spike.ubj";
    static final String THETA_RATIO = "buyer_theta_ratio.ubj";
    static final String LINES = "lines.safetensors";
    static final String PAYOFF_ERRORS = "payoff_errors.safetensors";
    static final String EXCURSIONS = "excursions.safetensors";

    private BuyerFiles() {}

    /** File of the trees of a straddle's payoff. */
    static String straddle(int horizon) {
        return "buyer_theta_straddle_" + horizon + ".ubj";
    }

    /** Name of the line of the range of a session ahead. */
    static String rangeLine(int ahead) {
        return "breakout_range_" + ahead;
    }

    /** Name of a horizon's payoff errors. */
    static String errors(int horizon) {
        return "errors_" + horizon;
    }
}
