package io.aegismatrix.engine.backtest;

import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.features.label.ExcursionLabels;
import io.aegismatrix.features.label.SpikeLabels;
import io.aegismatrix.features.label.ThetaLabels;
import io.aegismatrix.features.label.TrapLabels;
import java.util.function.IntToDoubleFunction;

/** What happened after each session, for the outputs that are yes-or-no probabilities. */
final class Labels {

    private Labels() {}

    /**
     * The outcome of an output by decision row: 1, 0, or NaN where it is not known.
     *
     * @throws IllegalArgumentException if the output is not a yes-or-no probability
     */
    static IntToDoubleFunction of(MarketHistory history, Topic<Output> topic) {
        int horizon = topic.horizon();
        double parameter = topic.parameter();
        return switch (topic.what()) {
            case TOUCH_EITHER_PROBABILITY -> {
                ExcursionLabels paths = ExcursionLabels.of(history, horizon);
                yield row -> paths.touchEither(row, parameter);
            }
            case CLOSE_BEYOND_PROBABILITY -> {
                ExcursionLabels paths = ExcursionLabels.of(history, horizon);
                yield row -> paths.closeBeyond(row, parameter);
            }
            case TRAP_PROBABILITY -> of(TrapLabels.of(history, horizon));
            case BREAKOUT_PROBABILITY -> of(BreakoutLabels.of(history, horizon));
            case SPIKE_UP_PROBABILITY -> of(SpikeLabels.of(history));
            case LONG_STRADDLE_WIN_PROBABILITY -> of(ThetaLabels.straddleWins(history, horizon));
            default ->
                throw new IllegalArgumentException(
                        "not a yes-or-no output: '" + topic.what().text() + "'");
        };
    }

    /** The same of what is left of the path once its first session has opened; distances count from that open. */
    static IntToDoubleFunction fromOpen(MarketHistory history, Topic<Output> topic) {
        ExcursionLabels paths = ExcursionLabels.fromOpen(history, topic.horizon());
        return topic.what() == Output.TOUCH_EITHER_PROBABILITY
                ? row -> paths.touchEither(row, topic.parameter())
                : row -> paths.closeBeyond(row, topic.parameter());
    }

    private static IntToDoubleFunction of(double[] labels) {
        return row -> labels[row];
    }
}
