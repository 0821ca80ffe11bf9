package io.aegismatrix.engine;

import java.util.List;

/** The forecast horizons, in sessions, in the one place that owns them. */
public final class Horizons {

    /** Horizons of direction and expected move. */
    public static final List<Integer> DIRECTION = List.of(1, 3, 5, 10, 20, 40);

    /** Horizons of the volatility forecast. */
    public static final List<Integer> VOLATILITY = List.of(1, 5, 10, 20, 30);

    /** Horizons of ranges and breach probabilities. */
    public static final List<Integer> RANGE = List.of(1, 5, 10, 20, 30);

    /** Horizon of the headline safe range. */
    public static final int HEADLINE_RANGE = 30;

    /** Levels of the published ranges. */
    public static final List<Double> LEVELS = List.of(0.8, 0.9, 0.95);

    /** Level of the headline safe range. */
    public static final double HEADLINE_LEVEL = 0.9;

    /** Distances of the breach surface, as fractions of spot. */
    public static final List<Double> DISTANCES = List.of(0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08);

    private Horizons() {}
}
