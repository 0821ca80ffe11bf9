package io.aegismatrix.seller;

import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.RegimeLabels;
import java.util.List;

/**
 * What the regime model looks at and learns: whether realised volatility over the next {@value RegimeLabels#HORIZON}
 * sessions will be below, between or above the terciles known today. The distances of forecast, volatility index and
 * trailing volatility from those terciles carry most of the answer.
 */
final class RegimeModel {

    /** The model's own columns, the last of {@link #INPUTS}. */
    static final List<String> DISTANCES = List.of(
            "forecast_to_lower",
            "forecast_to_upper",
            "vix_to_lower",
            "vix_to_upper",
            "trailing_to_lower",
            "trailing_to_upper");

    static final InputColumns INPUTS = InputColumns.of(
            List.of(
                    "log_variance_risk_premium",
                    "vix_change_5",
                    "negative_shock_5",
                    "volatility_of_volatility_22",
                    "drawdown_60",
                    "range_compression_10_60"),
            DISTANCES);

    private RegimeModel() {}

    /** The model's own columns: log distances from the two terciles. */
    static double[] distances(MarketHistory history, int row, double forecast, double lower, double upper) {
        double vix = history.vix(row) / 100;
        double trailing = history.trailingVolatility(row, RegimeLabels.HORIZON);
        return new double[] {
            Math.log(forecast / lower),
            Math.log(forecast / upper),
            Math.log(vix / lower),
            Math.log(vix / upper),
            Math.log(trailing / lower),
            Math.log(trailing / upper)
        };
    }

    static SupervisedRows rows(FeatureSet features, SellerHistory past, RegimeLabels labels) {
        SupervisedRows.Builder rows = SupervisedRows.builder(INPUTS.names());
        MarketHistory history = features.history();
        for (int row = past.firstRow(); row < history.size(); row++) {
            if (past.usable(row) && !Double.isNaN(labels.label(row))) {
                add(rows, features, past, labels, row, labels.label(row));
            }
        }
        return rows.build();
    }

    /** The newest rows, whose outcome is not known yet; their label 0 says nothing. */
    static SupervisedRows open(FeatureSet features, SellerHistory past, RegimeLabels labels) {
        SupervisedRows.Builder rows = SupervisedRows.builder(INPUTS.names());
        int size = features.history().size();
        for (int row = Math.max(past.firstRow(), size - RegimeLabels.HORIZON); row < size; row++) {
            if (past.usable(row) && Double.isFinite(labels.lower(row))) {
                add(rows, features, past, labels, row, 0);
            }
        }
        return rows.build();
    }

    private static void add(
            SupervisedRows.Builder rows,
            FeatureSet features,
            SellerHistory past,
            RegimeLabels labels,
            int row,
            double label) {
        double forecast = past.path().annualized(row, RegimeLabels.HORIZON);
        double[] own = distances(features.history(), row, forecast, labels.lower(row), labels.upper(row));
        rows.add(INPUTS.values(features.daily(), row, own), label, row, row + RegimeLabels.HORIZON, 0);
    }
}
