package io.aegismatrix.buyer;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.GradientBoosting;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.Shrinkage;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

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
    private final List<Resolved> forecasts = new ArrayList<>();
    private final List<Published> published = new ArrayList<>();

    /** A forecast before a breakout, and the side it took. */
    private record Resolved(int fold, int label, int session, int resolved, double model, double base) {

        void addTo(OutOfFold record) {
            record.add(fold, label, session, resolved, List.of(1 - model, model), List.of(1 - base, base));
        }
    }

    /**
     * What would have been published.
     *
     * @param session history row of the decision
     * @param upwards probability that a breakout of the next session closes above its open
     */
    record Published(int session, double upwards) {}

    /**
     * What the walk has shown.
     *
     * @param verdict on sessions before a breakout
     * @param published on every session of the folds
     */
    record Walk(OutOfFold.Verdict verdict, List<Published> published) {}

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

    /** The share of the model in what is published: none unless its skill is proven. */
    static double provenWeight(OutOfFold.Verdict verdict) {
        return verdict.logLoss().significant() ? verdict.weight() : 0;
    }

    /** Rows it learns from. */
    int size() {
        return rows.size();
    }

    /** The final trees. */
    TreeEnsemble fit() {
        return GradientBoosting.fit(NAME, rows, settings, seed);
    }

    /** Walks the folds. */
    Walk walk() {
        forecasts.clear();
        published.clear();
        for (Fold fold : plan.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            int upwards = upwards(known);
            if (upwards > 0 && upwards < known.size()) {
                forecast(fold, known);
            }
        }
        return new Walk(judge(plan.end()), List.copyOf(published));
    }

    private void forecast(Fold fold, SupervisedRows known) {
        TreeEnsemble trees = GradientBoosting.fit(NAME, known, settings, seed + 1 + fold.number());
        double base = (upwards(known) + 0.5) / (known.size() + 1);
        double weight = weightKnownBy(fold.testStart());
        for (int session = fold.testStart(); session < fold.testEnd(); session++) {
            if (inputs.known(session)) {
                double model = trees.predict(Rows.narrow(SpikeRows.values(inputs, session)))[0];
                published.add(new Published(session, Shrinkage.blend(weight, model, base)));
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            if (fold.tests(rows.session(row))) {
                double model = trees.predict(rows.row(row))[0];
                forecasts.add(new Resolved(
                        fold.number(), (int) rows.label(row), rows.session(row), rows.resolved(row), model, base));
            }
        }
    }

    private double weightKnownBy(int session) {
        return forecasts.stream().anyMatch(forecast -> forecast.resolved() < session)
                ? provenWeight(judge(session))
                : 0;
    }

    /** The verdict on the forecasts whose outcome was known before a session. */
    private OutOfFold.Verdict judge(int session) {
        OutOfFold record = new OutOfFold(NAME);
        forecasts.stream()
                .filter(forecast -> forecast.resolved() < session)
                .forEach(forecast -> forecast.addTo(record));
        return record.judge(plan, 1, baseRates());
    }

    private List<Double> baseRates() {
        int upwards = upwards(rows);
        if (upwards == 0 || upwards == rows.size()) {
            throw new ModelException(NAME + ": " + upwards + " of " + rows.size()
                    + " breakouts closed above their open; a model cannot learn what never happened, use a longer"
                    + " history");
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
