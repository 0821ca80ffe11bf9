package io.aegismatrix.direction;

import io.aegismatrix.engine.metric.Losses;
import java.util.Arrays;
import java.util.List;

/** What is forecast of the size of a move, in units of forecast reach; the order is that of forecasts. */
enum MoveStatistic {
    /** Small moves: 10 % quantile. */
    LOWER(0, 0.1),
    /** The expected size: median. */
    MEDIAN(1, 0.5),
    /** Large moves: 90 % quantile. */
    UPPER(2, 0.9),
    /** Mean. */
    MEAN(3, Double.NaN);

    private final int position;
    private final double level;

    MoveStatistic(int position, double level) {
        this.position = position;
        this.level = level;
    }

    /** Place among forecasts. */
    int position() {
        return position;
    }

    /** The loss that this statistic minimises: pinball for quantiles, squared error for the mean. */
    double loss(double forecast, double outcome) {
        return this == MEAN ? (forecast - outcome) * (forecast - outcome) : Losses.pinball(forecast, outcome, level);
    }

    /** The statistic of what happened so far. */
    double of(ExpandingSample sample) {
        return this == MEAN ? sample.mean() : sample.quantile(level);
    }

    /** All levels of the quantiles, in order. */
    static List<Double> levels() {
        return Arrays.stream(values())
                .filter(statistic -> statistic != MEAN)
                .map(statistic -> statistic.level)
                .toList();
    }
}
