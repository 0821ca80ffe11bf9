package io.aegismatrix.engine.backtest;

import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.SpikeLabels;
import io.aegismatrix.features.label.ThetaLabels;
import io.aegismatrix.features.label.TrapLabels;
import java.util.function.IntToDoubleFunction;

/** What happened after each session, for the outputs that are yes-or-no probabilities. */
final class Outcomes {

    private Outcomes() {}

    /**
     * The outcome of an output by decision row: 1, 0, or NaN where it is not known.
     *
     * @throws IllegalArgumentException if the output is not a yes-or-no probability
     */
    static IntToDoubleFunction of(MarketHistory history, String output, int horizon, double parameter) {
        return switch (output) {
            case "touch_either_probability" -> {
                ExcursionLabels paths = ExcursionLabels.of(history, horizon);
                yield row -> paths.touchEither(row, parameter);
            }
            case "close_beyond_probability" -> {
                ExcursionLabels paths = ExcursionLabels.of(history, horizon);
                yield row -> paths.closeBeyond(row, parameter);
            }
            case "trap_probability" -> of(TrapLabels.of(history, horizon));
            case "breakout_probability" -> of(BreakoutLabels.of(history, horizon));
            case "spike_up_probability" -> of(SpikeLabels.of(history));
            case "long_straddle_win_probability" -> of(ThetaLabels.straddleWins(history, horizon));
            default -> throw new IllegalArgumentException("not a yes-or-no output: '" + output + "'");
        };
    }

    private static IntToDoubleFunction of(double[] labels) {
        return row -> labels[row];
    }
}
