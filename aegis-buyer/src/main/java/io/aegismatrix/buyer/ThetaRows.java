package io.aegismatrix.buyer;

import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.label.ThetaLabels;
import java.util.List;

/** What the worth of premium is learned from: the next session's range, and what a straddle paid for its price. */
final class ThetaRows {

    /** Sessions a straddle is held. */
    static final List<Integer> HORIZONS = List.of(1, 5);

    /** Name of the theta ratio's output. */
    static final String RATIO_OUTPUT = "theta_ratio";

    /** Forecast over implied volatility, as a logarithm. */
    static final String FORECAST_TO_IMPLIED = "log_forecast_to_implied";

    /** Names of the theta ratio's columns that follow the daily features. */
    static final List<String> OWN_RATIO_COLUMNS = List.of(BreakoutRows.FORECAST_TO_ATR);

    /** Names of the straddle payoff's columns that follow the daily features. */
    static final List<String> OWN_PAYOFF_COLUMNS = List.of(FORECAST_TO_IMPLIED);

    private ThetaRows() {}

    /** Name of the win probability's output. */
    static String winOutput(int horizon) {
        return "straddle_" + horizon;
    }

    /** Name of the expected payoff's output. */
    static String payoffOutput(int horizon) {
        return "straddle_payoff_" + horizon;
    }

    static double[] ratioValues(BuyerInputs inputs, int row) {
        return inputs.withCatalogue(row, inputs.logForecastToAtr(row, 1));
    }

    static double[] payoffValues(BuyerInputs inputs, int row, int horizon) {
        return inputs.withCatalogue(row, inputs.logForecastToImplied(row, horizon));
    }

    /** Rows of the theta ratio; the label is its logarithm, because ranges are skewed. */
    static SupervisedRows ratios(BuyerInputs inputs, int firstRow) {
        double[] labels = ThetaLabels.ratio(inputs.history());
        SupervisedRows.Builder rows = SupervisedRows.builder(inputs.columns(OWN_RATIO_COLUMNS));
        for (int row = firstRow; row < labels.length; row++) {
            if (labels[row] > 0 && inputs.known(row)) {
                rows.add(ratioValues(inputs, row), Math.log(labels[row]), row, row + 1, 0);
            }
        }
        return rows.build();
    }

    /** The newest rows of a straddle, whose payoff is not known yet; their label 0 says nothing. */
    static SupervisedRows openPayoffs(BuyerInputs inputs, int firstRow, int horizon) {
        SupervisedRows.Builder rows = SupervisedRows.builder(inputs.columns(OWN_PAYOFF_COLUMNS));
        int size = inputs.history().size();
        for (int row = Math.max(firstRow, size - horizon); row < size; row++) {
            if (inputs.known(row)) {
                rows.add(payoffValues(inputs, row, horizon), 0, row, row + horizon, 0);
            }
        }
        return rows.build();
    }

    /** Rows of a straddle; the label is its payoff over its price. */
    static SupervisedRows payoffs(BuyerInputs inputs, int firstRow, int horizon) {
        double[] labels = ThetaLabels.realizedToImpliedMove(inputs.history(), horizon);
        SupervisedRows.Builder rows = SupervisedRows.builder(inputs.columns(OWN_PAYOFF_COLUMNS));
        for (int row = firstRow; row < labels.length; row++) {
            if (!Double.isNaN(labels[row]) && inputs.known(row)) {
                rows.add(payoffValues(inputs, row, horizon), labels[row], row, row + horizon, 0);
            }
        }
        return rows.build();
    }
}
