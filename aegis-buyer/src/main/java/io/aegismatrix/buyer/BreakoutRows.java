package io.aegismatrix.buyer;

import com.google.common.collect.ImmutableList;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.label.BreakoutLabels;
import io.aegismatrix.payload.BuyerOutlook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What breakouts are learned from: every session five times, once for each of the next five sessions. */
final class BreakoutRows {

    /** Forecast standard deviation of the session asked about over the average true range, as a logarithm. */
    static final String FORECAST_TO_ATR = "log_forecast_to_atr";

    /** Sessions ahead that are asked about. */
    static final List<Integer> AHEAD =
            IntStream.rangeClosed(1, BuyerOutlook.BREAKOUT_SESSIONS).boxed().toList();

    /** Numbers of past sessions whose mean range stands beside the average true range. */
    private static final List<Integer> RANGES = List.of(1, 3, 5, 10, 22, 66);

    /** Names of the columns that follow the daily features, in order. */
    static final ImmutableList<String> OWN_COLUMNS = ImmutableList.<String>builder()
            .add(FORECAST_TO_ATR, "forecast_to_atr_later", "sessions_ahead", "expiry_sessions_after")
            .add("log_implied_to_atr")
            .addAll(RANGES.stream()
                    .map(sessions -> "log_range_" + sessions + "_to_atr")
                    .toList())
            .build();

    private final SupervisedRows breakouts;
    private final SupervisedRows ranges;

    /** The same rows twice, with either label. */
    BreakoutRows(SupervisedRows breakouts, SupervisedRows ranges) {
        this.breakouts = breakouts;
        this.ranges = ranges;
    }

    /** Name of the output for a session ahead. */
    static String output(int k) {
        return "breakout_" + k;
    }

    /** Values at a session for the k-th session after it. */
    static double[] values(BuyerInputs inputs, int row, int k) {
        double[] own = new double[OWN_COLUMNS.size()];
        own[0] = inputs.logForecastToAtr(row, k);
        own[1] = own[0] * (k - 1);
        own[2] = k;
        own[3] = inputs.feature(row, "sessions_to_weekly_expiry") - k;
        own[4] = inputs.logImpliedToAtr(row);
        for (int i = 0; i < RANGES.size(); i++) {
            own[5 + i] = inputs.logRangeToAtr(row, RANGES.get(i));
        }
        return inputs.withCatalogue(row, own);
    }

    private static SupervisedRows.Builder builder(BuyerInputs inputs) {
        return SupervisedRows.builder(inputs.columns(OWN_COLUMNS));
    }

    /** All rows from {@code firstRow} on whose outcome is known. */
    static BreakoutRows of(BuyerInputs inputs, int firstRow) {
        List<double[]> labels = new ArrayList<>();
        AHEAD.forEach(k -> labels.add(BreakoutLabels.of(inputs.history(), k)));
        SupervisedRows.Builder breakouts = builder(inputs);
        SupervisedRows.Builder ranges = builder(inputs);
        for (int row = firstRow; row < inputs.history().size(); row++) {
            for (int k : AHEAD) {
                double label = labels.get(k - 1)[row];
                if (!Double.isNaN(label) && inputs.known(row)) {
                    double[] values = values(inputs, row, k);
                    breakouts.add(values, label, row, row + k, k - 1);
                    ranges.add(values, inputs.logLaterRange(row, row + k), row, row + k, k - 1);
                }
            }
        }
        return new BreakoutRows(breakouts.build(), ranges.build());
    }

    /** The newest rows, whose outcome is not known yet; their label 0 says nothing. */
    static SupervisedRows open(BuyerInputs inputs, int firstRow) {
        SupervisedRows.Builder rows = builder(inputs);
        int size = inputs.history().size();
        for (int row = Math.max(firstRow, size - AHEAD.size()); row < size; row++) {
            for (int k : AHEAD) {
                if (row + k >= size && inputs.known(row)) {
                    rows.add(values(inputs, row, k), 0, row, row + k, k - 1);
                }
            }
        }
        return rows.build();
    }

    /** The rows with the label 1 for a breakout, else 0; the group is the session ahead, from 0. */
    SupervisedRows breakouts() {
        return breakouts;
    }

    /** The same rows with the range of the session ahead as label, as a logarithm in average true ranges. */
    SupervisedRows ranges() {
        return ranges;
    }

    /** Only the rows of a fold's training part, or of one session ahead, in the same order. */
    BreakoutRows where(IntPredicate rows) {
        return new BreakoutRows(breakouts.where(rows), ranges.where(rows));
    }
}
