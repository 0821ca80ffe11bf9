package io.aegismatrix.buyer;

import com.google.common.collect.ImmutableList;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.label.SpikeLabels;
import java.util.List;

/** What the side of a breakout is learned from: only the sessions before one. */
final class SpikeRows {

    /** Name of the output. */
    static final String OUTPUT = "spike_up";

    private static final List<String> FEATURES = List.of(
            "log_return_1",
            "log_return_5",
            "log_return_20",
            "open_to_close",
            "close_location",
            "rsi_14",
            "sma_distance_50",
            "donchian_position_20",
            "drawdown_60",
            "vix_change_1",
            "vix_percentile_252",
            "log_variance_risk_premium",
            "tail_asymmetry_60");

    /** Column names, in order. */
    static final ImmutableList<String> COLUMNS = ImmutableList.<String>builder()
            .addAll(FEATURES)
            .add(BreakoutRows.FORECAST_TO_ATR)
            .build();

    private SpikeRows() {}

    static double[] values(BuyerInputs inputs, int row) {
        double[] values = inputs.start(row, FEATURES, COLUMNS.size());
        values[FEATURES.size()] = inputs.logForecastToAtr(row, 1);
        return values;
    }

    /** All rows from {@code firstRow} on before a breakout. */
    static SupervisedRows of(BuyerInputs inputs, int firstRow) {
        double[] labels = SpikeLabels.of(inputs.history());
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS);
        for (int row = firstRow; row < labels.length; row++) {
            if (!Double.isNaN(labels[row]) && inputs.known(row)) {
                rows.add(values(inputs, row), labels[row], row, row + 1, 0);
            }
        }
        return rows.build();
    }
}
