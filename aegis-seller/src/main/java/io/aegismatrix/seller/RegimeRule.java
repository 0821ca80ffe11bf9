package io.aegismatrix.seller;

import io.aegismatrix.engine.record.OutcomeTrack;
import io.aegismatrix.features.FeatureFrame;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import java.util.Arrays;

/** The simple rules a regime forecast has to beat: each names one regime a session, and is right or wrong. */
enum RegimeRule {
    /** The regime of the last {@value RegimeLabels#HORIZON} sessions goes on. */
    PERSISTENCE(SellerFiles.PERSISTENCE_OUTPUT, "persistence") {
        @Override
        int regime(MarketHistory history, FeatureFrame frame, RegimeLabels labels, int row) {
            double trailing = history.trailingVolatility(row, RegimeLabels.HORIZON);
            return RegimeClass.of(trailing, labels.lower(row), labels.upper(row))
                    .position();
        }
    },
    /** The third of its last 252 values that the volatility index is in. */
    VIX_TERCILE(SellerFiles.TERCILE_OUTPUT, "vix tercile") {
        @Override
        int regime(MarketHistory history, FeatureFrame frame, RegimeLabels labels, int row) {
            double percentile = frame.value(row, "vix_percentile_252");
            return (int) Math.min(2, Math.floor(percentile * 3));
        }
    };

    private final String output;
    private final String title;

    RegimeRule(String output, String title) {
        this.output = output;
        this.title = title;
    }

    /** Name of the record of errors against this rule. */
    String output() {
        return output;
    }

    /** What a model card calls the rule. */
    String title() {
        return title;
    }

    /** Position of the {@link RegimeClass} the rule names at a row. */
    abstract int regime(MarketHistory history, FeatureFrame frame, RegimeLabels labels, int row);

    /**
     * The errors of a model's most likely class beside those of this rule: 1 for a wrong class, 0 for the right one.
     *
     * @param hits whether the model's class was right, for the rows to compare on
     */
    OutcomeTrack errors(FeatureSet features, RegimeLabels labels, OutcomeTrack hits) {
        int[] rows = hits.decisionRows();
        int[] resolved =
                Arrays.stream(rows).map(row -> row + RegimeLabels.HORIZON).toArray();
        double[] right = hits.valuesKnownBy(features.decisionRow());
        double[] errors = new double[rows.length];
        double[] usual = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            errors[i] = 1 - right[i];
            int named = regime(features.history(), features.daily(), labels, rows[i]);
            usual[i] = named == (int) labels.label(rows[i]) ? 0 : 1;
        }
        return OutcomeTrack.ofLosses(RegimeLabels.HORIZON, rows, resolved, errors, usual);
    }
}
