package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.SupervisedRows;
import java.util.ArrayList;
import java.util.List;

/** Learns breakouts in walk-forward folds, pooled over the sessions ahead, judged for each of them. */
final class BreakoutTraining {

    /** Penalty of the logistic regression. */
    static final double PENALTY = 500;

    private static final String NAME = "buyer_breakout";

    private final SupervisedRows rows;
    private final WalkForward plan;
    private final BoostingSettings settings;
    private final long seed;

    /**
     * A trained breakout model.
     *
     * @param model the final model
     * @param verdicts one a session ahead, in order
     */
    record Result(TreesAndLine model, List<OutOfFold.Verdict> verdicts) {}

    BreakoutTraining(SupervisedRows rows, WalkForward plan, BoostingSettings settings, long seed) {
        this.rows = rows;
        this.plan = plan;
        this.settings = settings;
        this.seed = seed;
    }

    Result train() {
        List<OutOfFold> forecasts = new ArrayList<>();
        BreakoutRows.AHEAD.forEach(k -> forecasts.add(new OutOfFold(NAME + " " + BreakoutRows.output(k))));
        for (Fold fold : plan.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            if (breakouts(known) > 0 && breakouts(known) < known.size()) {
                forecast(fold, known, forecasts);
            }
        }
        List<OutOfFold.Verdict> verdicts = new ArrayList<>();
        for (int k : BreakoutRows.AHEAD) {
            verdicts.add(forecasts.get(k - 1).judge(plan, k, requireBothClasses(k)));
        }
        return new Result(fit(rows, seed), List.copyOf(verdicts));
    }

    private TreesAndLine fit(SupervisedRows known, long fitSeed) {
        return TreesAndLine.fit(NAME, known, RidgeScore.Link.LOGIT, PENALTY, settings, fitSeed);
    }

    private void forecast(Fold fold, SupervisedRows known, List<OutOfFold> forecasts) {
        TreesAndLine model = fit(known, seed + 1 + fold.number());
        List<List<Double>> rates = new ArrayList<>();
        for (int k : BreakoutRows.AHEAD) {
            SupervisedRows ahead = ofSession(known, k);
            double rate = (breakouts(ahead) + 0.5) / (ahead.size() + 1);
            rates.add(List.of(1 - rate, rate));
        }
        for (int row = 0; row < rows.size(); row++) {
            if (fold.tests(rows.session(row))) {
                int group = rows.group(row);
                double probability = model.predict(rows.row(row));
                forecasts
                        .get(group)
                        .add(
                                fold.number(),
                                (int) rows.label(row),
                                rows.session(row),
                                rows.resolved(row),
                                List.of(1 - probability, probability),
                                rates.get(group));
            }
        }
    }

    private List<Double> requireBothClasses(int k) {
        SupervisedRows ahead = ofSession(rows, k);
        int count = breakouts(ahead);
        if (count == 0 || count == ahead.size()) {
            throw new ModelException(NAME + ": " + count + " of " + ahead.size() + " sessions broke out " + k
                    + " sessions ahead; a model cannot learn what never happened, use a longer history");
        }
        double rate = (double) count / ahead.size();
        return List.of(1 - rate, rate);
    }

    private static SupervisedRows ofSession(SupervisedRows all, int k) {
        return all.where(row -> all.group(row) == k - 1);
    }

    private static int breakouts(SupervisedRows known) {
        int count = 0;
        for (int row = 0; row < known.size(); row++) {
            count += (int) known.label(row);
        }
        return count;
    }
}
