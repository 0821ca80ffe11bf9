package io.aegismatrix.engine.forecast;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every number that is forecast, as the column {@code output} of {@code predictions.csv} names it, in that order. */
public enum Output implements Subject {
    /** Odds that the session of the horizon breaks out. */
    BREAKOUT_PROBABILITY(Target.BREAKOUT_PROBABILITY),
    /** Odds that the running session breaks out, at horizon 0; it has no label of its own. */
    BREAKOUT_TODAY_PROBABILITY(),
    /** Odds that the close ends beyond a distance (the parameter, a fraction) on either side. */
    CLOSE_BEYOND_PROBABILITY(Target.CLOSE_BEYOND_PROBABILITY),
    /** Lower end of the range of the close at a level (the parameter), index points. */
    CLOSE_RANGE_LOWER(Target.CLOSE_RANGE),
    /** Upper end of it. */
    CLOSE_RANGE_UPPER(Target.CLOSE_RANGE),
    /** Odds that the close falls by more than the dead zone (the parameter, a log return). */
    DIRECTION_DOWN(Target.DIRECTION),
    /** Odds that it stays within. */
    DIRECTION_NEUTRAL(Target.DIRECTION),
    /** Odds that it rises by more. */
    DIRECTION_UP(Target.DIRECTION),
    /** Expected size of the move of the close, log return. */
    EXPECTED_ABS_MOVE(Target.EXPECTED_ABS_MOVE),
    /** Odds that a straddle at the price the volatility index implies pays more than it costs. */
    LONG_STRADDLE_WIN_PROBABILITY(Target.LONG_STRADDLE_WIN_PROBABILITY),
    /** Lower end of the range of the whole path at a level (the parameter), index points. */
    PATH_RANGE_LOWER(Target.PATH_RANGE),
    /** Upper end of it. */
    PATH_RANGE_UPPER(Target.PATH_RANGE),
    /**
     * Odds that the close of the session about to open lies below the zone (the parameter, a log return) round the previous
     * close, by what the night brought.
     */
    PREOPEN_DIRECTION_DOWN(Target.PREOPEN_DIRECTION),
    /** Odds that it lies within. */
    PREOPEN_DIRECTION_NEUTRAL(Target.PREOPEN_DIRECTION),
    /** Odds that it lies above. */
    PREOPEN_DIRECTION_UP(Target.PREOPEN_DIRECTION),
    /** Realised volatility of the session about to open, by what the night brought, annualised decimal. */
    PREOPEN_VOLATILITY(Target.PREOPEN_VOLATILITY),
    /** Realised volatility over the horizon, annualised decimal. */
    REALIZED_VOLATILITY(Target.REALIZED_VOLATILITY),
    /** Odds of high volatility. */
    REGIME_HIGH(Target.REGIME),
    /** Odds of low volatility. */
    REGIME_LOW(Target.REGIME),
    /** Volatility below which it counts as low, annualised decimal; it describes the odds beside it. */
    REGIME_LOWER_THRESHOLD(),
    /** Odds of medium volatility. */
    REGIME_MEDIUM(Target.REGIME),
    /** Volatility above which it counts as high. */
    REGIME_UPPER_THRESHOLD(),
    /** Odds that the next session is a spike upwards. */
    SPIKE_UP_PROBABILITY(Target.SPIKE_UP_PROBABILITY),
    /** Odds of the running session from here, at horizon 0; they have no label of their own. */
    TODAY_DOWN(),
    /** See {@link #TODAY_DOWN}. */
    TODAY_NEUTRAL(),
    /** See {@link #TODAY_DOWN}. */
    TODAY_UP(),
    /** Odds that the path touches a distance (the parameter, a fraction) on either side. */
    TOUCH_EITHER_PROBABILITY(Target.TOUCH_EITHER_PROBABILITY),
    /** Odds that a calm market breaks within the horizon. */
    TRAP_PROBABILITY(Target.TRAP_PROBABILITY);

    private final @Nullable Target target;

    Output() {
        this.target = null;
    }

    Output(Target target) {
        this.target = target;
    }

    /** What it is judged as; empty where it has no label. */
    public Optional<Target> target() {
        return Optional.ofNullable(target);
    }

    /** Whether it is a column of the target. */
    public boolean of(Target whole) {
        return target == whole;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The output of a name; empty for one that this version does not know. */
    public static Optional<Output> find(String text) {
        return Arrays.stream(values())
                .filter(output -> output.text().equals(text))
                .findFirst();
    }
}
