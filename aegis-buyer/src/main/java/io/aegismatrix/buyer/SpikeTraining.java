package io.aegismatrix.buyer;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.FoldWeights;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.MissingClassException;
import java.util.List;
import java.util.Optional;

/**
 * Learns in walk-forward folds which side a breakout takes. It has an opinion on every session, but is judged on those
 * before a breakout only, and gets no weight unless skill is proven: a few hundred breakouts are too few to give credit.
 */
final class SpikeTraining {

    private static final String NAME = "buyer_spike";

    private final BuyerInputs inputs;
    private final SupervisedRows rows;
    private final WalkForward plan;
    private final BoostingSettings settings;
    private final long seed;

    /**
     * Prepares a training.
     *
     * @param rows of {@link SpikeRows}
     */
    SpikeTraining(BuyerInputs inputs, SupervisedRows rows, WalkForward plan, BoostingSettings settings, long seed) {
        this.inputs = inputs;
        this.rows = rows;
        this.plan = plan;
        this.settings = settings;
        this.seed = seed;
    }

    /** Rows it learns from. */
    int size() {
        return rows.size();
    }

    /** The final trees. */
    TreeEnsemble fit() {
        return GradientBoosting.fit(NAME, rows, settings, seed);
    }

    /** Walks the folds; the verdict is on sessions before a breakout, every session of the folds is published. */
    OutOfFold.Verdict walk() {
        OutOfFold forecasts = new OutOfFold(NAME);
        for (Fold fold : plan.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            forecast(fold, known, forecasts);
        }
        return forecasts.judge(plan, 1, baseRates(), FoldWeights.Proof.SIGNIFICANCE);
    }

    private void forecast(Fold fold, SupervisedRows known, OutOfFold forecasts) {
        int upwards = upwards(known);
        // A fold that has not seen both sides has no model: the base rate alone is published, and judged.
        Optional<TreeEnsemble> trees = upwards > 0 && upwards < known.size()
                ? Optional.of(GradientBoosting.fit(NAME, known, settings, seed + 1 + fold.number()))
                : Optional.empty();
        double rate = (upwards + 0.5) / (known.size() + 1);
        List<Double> base = List.of(1 - rate, rate);
        int row = 0;
        for (int session = fold.testStart(); session < fold.testEnd(); session++) {
            while (row < rows.size() && rows.session(row) < session) {
                row++;
            }
            if (inputs.known(session)) {
                float[] values = Rows.narrow(SpikeRows.values(inputs, session));
                double up = trees.map(model -> model.predict(values)[0]).orElse(rate);
                List<Double> model = List.of(1 - up, up);
                if (row < rows.size() && rows.session(row) == session) {
                    forecasts.add(fold.number(), (int) rows.label(row), session, rows.resolved(row), model, base);
                } else {
                    forecasts.addOpen(fold.number(), session, model, base);
                }
            }
        }
    }

    private List<Double> baseRates() {
        int upwards = upwards(rows);
        if (upwards == 0 || upwards == rows.size()) {
            throw MissingClassException.of(NAME, "a breakout closing above its open", upwards, rows.size());
        }
        double rate = (double) upwards / rows.size();
        return List.of(1 - rate, rate);
    }

    private static int upwards(SupervisedRows known) {
        int count = 0;
        for (int row = 0; row < known.size(); row++) {
            count += (int) known.label(row);
        }
        return count;
    }
}
