package io.aegismatrix.seller;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.volatility.VolatilityPath;
import io.aegismatrix.features.FeatureSet;
import io.aegismatrix.features.MissingClassException;
import io.aegismatrix.features.label.RegimeClass;
import io.aegismatrix.features.label.RegimeLabels;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Trains the regime model, and finds out in walk-forward folds how far to skill it. */
final class RegimeTraining {

    private static final int CLASSES = RegimeClass.values().length;

    private final FeatureSet features;
    private final SellerHistory past;
    private final RegimeLabels labels;
    private final SupervisedRows rows;
    private final SupervisedRows open;
    private final long seed;

    /**
     * Prepares a training.
     *
     * @param labels of the history
     * @param open rows whose outcome is not known yet: forecast, and neither learned from nor judged
     */
    RegimeTraining(
            FeatureSet features,
            SellerHistory past,
            RegimeLabels labels,
            SupervisedRows rows,
            SupervisedRows open,
            long seed) {
        this.features = features;
        this.past = past;
        this.labels = labels;
        this.rows = rows;
        this.open = open;
        this.seed = seed;
    }

    static BoostingSettings settings() {
        return BoostingSettings.classes(CLASSES).withTrees(150, 2, 0.04);
    }

    /** What it learns from. */
    SupervisedRows rows() {
        return rows;
    }

    /** The model that learned from all rows. */
    RegimeOdds fit() {
        return RegimeOdds.fit(rows, errors(features.history().size() - 1), settings(), seed);
    }

    /** What a model without weight is drawn to, from all rows. */
    RegimeBase base() {
        return RegimeBase.learned(features, labels, rows);
    }

    private IntToDoubleFunction errors(int lastKnown) {
        VolatilityPath forecasts = past.pathInHindsight(lastKnown);
        int h = RegimeLabels.HORIZON;
        return row -> Math.log(features.history().trailingVolatility(row + h, h) / forecasts.annualized(row, h));
    }

    /**
     * The verdict after all folds.
     *
     * @throws MissingClassException if a class does not occur
     */
    OutOfFold.Verdict walk(WalkForward plan) {
        int[] all = counts(rows);
        for (RegimeClass regime : RegimeClass.values()) {
            if (all[regime.position()] == 0) {
                throw MissingClassException.of(SellerFiles.REGIME, "a regime of " + regime, 0, rows.size());
            }
        }
        OutOfFold forecasts = new OutOfFold(SellerFiles.REGIME);
        for (Fold fold : plan.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            forecast(fold, model(fold, known), RegimeBase.learned(features, labels, known), forecasts);
        }
        return forecasts.judge(plan, RegimeLabels.HORIZON, shares(all));
    }

    /** Empty in a fold that has not seen every regime: what the rules of thumb say is published alone, and judged. */
    private Optional<RegimeOdds> model(Fold fold, SupervisedRows known) {
        return Arrays.stream(counts(known)).allMatch(count -> count > 0)
                ? Optional.of(RegimeOdds.fit(
                        known, errors(fold.testStart() - 1 - fold.embargo()), settings(), seed + 1 + fold.number()))
                : Optional.empty();
    }

    private void forecast(Fold fold, Optional<RegimeOdds> model, RegimeBase base, OutOfFold forecasts) {
        for (int row = 0; row < rows.size(); row++) {
            if (fold.tests(rows.session(row))) {
                int label = (int) rows.label(row);
                List<Double> usual = odds(base, rows, row);
                forecasts.add(
                        fold.number(),
                        label,
                        rows.session(row),
                        rows.resolved(row),
                        odds(model, rows, row, usual),
                        usual);
            }
        }
        for (int row = 0; row < open.size(); row++) {
            if (fold.tests(open.session(row))) {
                List<Double> usual = odds(base, open, row);
                forecasts.addOpen(fold.number(), open.session(row), odds(model, open, row, usual), usual);
            }
        }
    }

    private static List<Double> odds(Optional<RegimeOdds> model, SupervisedRows rows, int row, List<Double> usual) {
        return model.map(odds ->
                        Arrays.stream(odds.predict(rows.row(row))).boxed().toList())
                .orElse(usual);
    }

    private List<Double> odds(RegimeBase base, SupervisedRows rows, int row) {
        return base.odds(features.history(), features.daily(), labels, rows.session(row));
    }

    private static int[] counts(SupervisedRows some) {
        int[] counts = new int[CLASSES];
        for (int row = 0; row < some.size(); row++) {
            counts[(int) some.label(row)]++;
        }
        return counts;
    }

    private static List<Double> shares(int[] counts) {
        double total = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToObj(count -> count / total).toList();
    }
}
