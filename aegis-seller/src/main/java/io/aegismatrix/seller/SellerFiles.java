package io.aegismatrix.seller;

/** Names of the files and outputs a trained seller engine consists of. */
final class SellerFiles {

    static final String VOLATILITY_MODEL = "seller_volatility";
    static final String TRAP = "seller_trap";
    static final String REGIME = "seller_regime";
    static final String BREACH = "seller_breach";

    static final String TRAP_PRIOR = "seller_trap_prior.safetensors";
    static final String REGIME_LINES = "seller_regime_lines.safetensors";
    static final String REGIME_BASE = "seller_regime_base.safetensors";
    static final String ODDS = "odds.safetensors";
    static final String EXCURSIONS = "excursions.safetensors";
    static final String EXCURSIONS_FROM_OPEN = "excursions_from_open.safetensors";
    static final String ODDS_FROM_OPEN = "odds_from_open.safetensors";

    static final String TRAP_OUTPUT = "trap";
    static final String REGIME_OUTPUT = "regime";
    static final String PERSISTENCE_OUTPUT = "regime_error_against_persistence";
    static final String TERCILE_OUTPUT = "regime_error_against_vix_tercile";
    static final String PIN_ZONE_RECORD = "pin_zone";

    private SellerFiles() {}

    static String trees(String model) {
        return model + ".ubj";
    }

    static String touchOutput(int horizon) {
        return "touch_" + horizon;
    }

    static String rangeScoreOutput(int horizon) {
        return "path_range_score_" + horizon;
    }

    /** Record of a range kind at a horizon or expiry: {@code path_30_0.9}, {@code close_weekly_0.95}. */
    static String rangeRecord(String kind, String horizon, double level) {
        return kind + "_" + horizon + "_" + level;
    }
}
