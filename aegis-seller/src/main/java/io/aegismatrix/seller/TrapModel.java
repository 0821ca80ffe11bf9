package io.aegismatrix.seller;

import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.FoldWeights;
import io.aegismatrix.engine.learn.InputColumns;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.label.TrapLabels;
import java.util.List;

/**
 * What the trap model looks at and learns: whether realised volatility over the next {@value TrapLabels#HORIZON}
 * sessions exceeds the volatility index, so that the premium sold was too small.
 */
final class TrapModel {

    static final InputColumns INPUTS = InputColumns.of(
            List.of(
                    "log_vix",
                    "vix_change_1",
                    "vix_change_5",
                    "vix_z_score_60",
                    "vix_percentile_252",
                    "vix_range",
                    "log_variance_risk_premium",
                    "variance_risk_premium_percentile_252",
                    "log_har_1",
                    "log_har_5",
                    "log_har_22",
                    "log_har_66",
                    "negative_shock_1",
                    "negative_shock_5",
                    "volatility_of_volatility_22",
                    "downside_semivariance_share_22",
                    "range_compression_10_60",
                    "bollinger_width_20",
                    "drawdown_60",
                    "adx_14",
                    "log_return_5",
                    "log_return_20",
                    "sessions_to_monthly_expiry"),
            List.of("log_forecast_to_vix_10"));

    /** Traps are rare and hardly foreseeable, so a mere gain over the base rate is not taken for skill. */
    static final FoldWeights.Proof PROOF = FoldWeights.Proof.SIGNIFICANCE;

    private TrapModel() {}

    /** Few and shallow: the trees only correct what {@link TrapPrior} says. */
    static BoostingSettings settings() {
        return BoostingSettings.binary().withTrees(60, 2, 0.02);
    }

    /** The model's own column: ln(forecast volatility over ten sessions / volatility index). */
    static double forecastToVix(double forecast, double vix) {
        return Math.log(forecast / (vix / 100));
    }

    /** Rows to learn from; each starts from what {@link TrapPrior} said by then. */
    static SupervisedRows rows(FeatureSet features, SellerHistory past) {
        SupervisedRows.Builder rows = SupervisedRows.builder(INPUTS.names());
        double[] labels = TrapLabels.of(features.history());
        for (int row = past.firstRow(); row < labels.length; row++) {
            if (past.usable(row) && !Double.isNaN(labels[row])) {
                add(rows, features, past, row, labels[row]);
            }
        }
        return rows.build();
    }

    /** The newest rows, whose outcome is not known yet; their label 0 says nothing. */
    static SupervisedRows open(FeatureSet features, SellerHistory past) {
        SupervisedRows.Builder rows = SupervisedRows.builder(INPUTS.names());
        int size = features.history().size();
        for (int row = Math.max(past.firstRow(), size - TrapLabels.HORIZON); row < size; row++) {
            if (past.usable(row)) {
                add(rows, features, past, row, 0);
            }
        }
        return rows.build();
    }

    /** All outcomes with the session they belong to, also of the years before the inputs exist. */
    static SupervisedRows outcomes(FeatureSet features) {
        SupervisedRows.Builder outcomes = SupervisedRows.builder(List.of());
        double[] labels = TrapLabels.of(features.history());
        for (int row = 0; row < labels.length; row++) {
            if (!Double.isNaN(labels[row])) {
                outcomes.add(new double[0], labels[row], row, row + TrapLabels.HORIZON, 0);
            }
        }
        return outcomes.build();
    }

    private static void add(
            SupervisedRows.Builder rows, FeatureSet features, SellerHistory past, int row, double label) {
        double own = forecastToVix(
                past.path().annualized(row, TrapLabels.HORIZON),
                features.history().vix(row));
        rows.add(
                INPUTS.values(features.daily(), row, own),
                label,
                1,
                TrapPrior.knownBy(row, features, past).margin(own),
                row,
                row + TrapLabels.HORIZON,
                0);
    }
}
