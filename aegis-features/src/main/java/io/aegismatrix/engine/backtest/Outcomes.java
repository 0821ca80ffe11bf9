package io.aegismatrix.engine.backtest;

import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.SpikeLabels;
import io.aegismatrix.features.label.ThetaLabels;
import io.aegismatrix.features.label.TrapLabels;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** What happened after each session, for the outputs that are yes-or-no probabilities. */
final class Outcomes {

    private Outcomes() {}

    /** The outcome of an output by decision row: 1, 0, or NaN where it is not known; empty for outputs of other kinds. */
    static Optional<IntToDoubleFunction> find(MarketHistory history, String output, int horizon, double parameter) {
        return switch (output) {
            case "touch_either_probability" -> {
                ExcursionLabels paths = ExcursionLabels.of(history, horizon);
                yield Optional.of(row -> paths.touchEither(row, parameter));
            }
            case "close_beyond_probability" -> {
                ExcursionLabels paths = ExcursionLabels.of(history, horizon);
                yield Optional.of(row -> paths.closeBeyond(row, parameter));
            }
            case "trap_probability" -> of(TrapLabels.of(history, horizon));
            case "breakout_probability" -> of(BreakoutLabels.of(history, horizon));
            case "spike_up_probability" -> of(SpikeLabels.of(history));
            case "long_straddle_win_probability" -> of(ThetaLabels.straddleWins(history, horizon));
            default -> Optional.empty();
        };
    }

    private static Optional<IntToDoubleFunction> of(double[] labels) {
        return Optional.of(row -> labels[row]);
    }
}
