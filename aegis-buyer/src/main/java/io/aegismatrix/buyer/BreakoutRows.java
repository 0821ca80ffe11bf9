package io.aegismatrix.buyer;

import com.google.common.collect.ImmutableList;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.payload.BuyerOutlook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What breakouts are learned from: every session five times, once for each of the next five sessions. */
final class BreakoutRows {

    /** Forecast standard deviation of the session asked about over the average true range, as a logarithm. */
    static final String FORECAST_TO_ATR = "log_forecast_to_atr";

    /** Sessions ahead that are asked about. */
    static final List<Integer> AHEAD =
            IntStream.rangeClosed(1, BuyerOutlook.BREAKOUT_SESSIONS).boxed().toList();

    /** Column names, in order. */
    static final ImmutableList<String> COLUMNS = ImmutableList.<String>builder()
            .addAll(BuyerInputs.CATALOGUE)
            .add(FORECAST_TO_ATR, "forecast_to_atr_later", "sessions_ahead", "expiry_sessions_after")
            .build();

    private BreakoutRows() {}

    /** Name of the output for a session ahead. */
    static String output(int k) {
        return "breakout_" + k;
    }

    /** Values at a session for the k-th session after it. */
    static double[] values(BuyerInputs inputs, int row, int k) {
        double[] values = inputs.start(row, BuyerInputs.CATALOGUE, COLUMNS.size());
        int next = BuyerInputs.CATALOGUE.size();
        values[next] = inputs.logForecastToAtr(row, k);
        values[next + 1] = values[next] * (k - 1);
        values[next + 2] = k;
        values[next + 3] = inputs.feature(row, "sessions_to_weekly_expiry") - k;
        return values;
    }

    /** All rows from {@code firstRow} on whose outcome is known. */
    static SupervisedRows of(BuyerInputs inputs, int firstRow) {
        List<double[]> labels = new ArrayList<>();
        AHEAD.forEach(k -> labels.add(BreakoutLabels.of(inputs.history(), k)));
        SupervisedRows.Builder rows = SupervisedRows.builder(COLUMNS);
        for (int row = firstRow; row < inputs.history().size(); row++) {
            for (int k : AHEAD) {
                double label = labels.get(k - 1)[row];
                if (!Double.isNaN(label) && inputs.known(row)) {
                    rows.add(values(inputs, row, k), label, row, row + k, k - 1);
                }
            }
        }
        return rows.build();
    }
}
