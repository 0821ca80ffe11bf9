package io.aegismatrix.buyer;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.learn.BoostingSettings;
import io.aegismatrix.engine.learn.OutOfFold;
import io.aegismatrix.engine.learn.SupervisedRows;
import io.aegismatrix.features.MissingClassException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Learns breakouts in walk-forward folds, judged for each of the sessions ahead. */
final class BreakoutTraining {

    private static final String NAME = "buyer_breakout";

    private final BreakoutRows rows;
    private final SupervisedRows open;
    private final WalkForward plan;
    private final BoostingSettings settings;
    private final long seed;

    /**
     * Prepares a training.
     *
     * @param open rows whose outcome is not known yet: forecast, and neither learned from nor judged
     */
    BreakoutTraining(BreakoutRows rows, SupervisedRows open, WalkForward plan, BoostingSettings settings, long seed) {
        this.rows = rows;
        this.open = open;
        this.plan = plan;
        this.settings = settings;
        this.seed = seed;
    }

    /** Rows it learns from. */
    int size() {
        return rows.breakouts().size();
    }

    /** The final model. */
    BreakoutModel fit() {
        return BreakoutModel.fit(rows, settings, seed);
    }

    /** Walks the folds; one verdict a session ahead, in order. */
    List<OutOfFold.Verdict> walk() {
        List<OutOfFold> forecasts = new ArrayList<>();
        BreakoutRows.AHEAD.forEach(k -> forecasts.add(new OutOfFold(NAME + " " + BreakoutRows.output(k))));
        SupervisedRows all = rows.breakouts();
        for (Fold fold : plan.folds()) {
            BreakoutRows known = rows.where(row -> fold.trains(all.session(row), all.resolved(row)));
            forecast(fold, known, forecasts);
        }
        List<OutOfFold.Verdict> verdicts = new ArrayList<>();
        for (int k : BreakoutRows.AHEAD) {
            verdicts.add(forecasts.get(k - 1).judge(plan, k, requireBothClasses(k)));
        }
        return List.copyOf(verdicts);
    }

    private void forecast(Fold fold, BreakoutRows known, List<OutOfFold> forecasts) {
        // A fold that has not seen both classes has no model: the base rates alone are published, and judged.
        Optional<BreakoutModel> model = bothClassesAhead(known.breakouts())
                ? Optional.of(BreakoutModel.fit(known, settings, seed + 1 + fold.number()))
                : Optional.empty();
        double[] rates = BreakoutRows.AHEAD.stream()
                .map(k -> ofSession(known.breakouts(), k))
                .mapToDouble(ahead -> (breakouts(ahead) + 0.5) / (ahead.size() + 1))
                .toArray();
        SupervisedRows all = rows.breakouts();
        for (int row = 0; row < all.size(); row++) {
            if (fold.tests(all.session(row))) {
                int group = all.group(row);
                forecasts
                        .get(group)
                        .add(
                                fold.number(),
                                (int) all.label(row),
                                all.session(row),
                                all.resolved(row),
                                odds(model, all, row, usual(rates, group)),
                                usual(rates, group));
            }
        }
        for (int row = 0; row < open.size(); row++) {
            if (fold.tests(open.session(row))) {
                int group = open.group(row);
                forecasts
                        .get(group)
                        .addOpen(
                                fold.number(),
                                open.session(row),
                                odds(model, open, row, usual(rates, group)),
                                usual(rates, group));
            }
        }
    }

    private static List<Double> usual(double[] rates, int group) {
        return List.of(1 - rates[group], rates[group]);
    }

    private static List<Double> odds(Optional<BreakoutModel> model, SupervisedRows rows, int row, List<Double> usual) {
        return model.map(one -> odds(one, rows, row)).orElse(usual);
    }

    private static List<Double> odds(BreakoutModel model, SupervisedRows rows, int row) {
        double probability = model.predict(rows.row(row), rows.group(row) + 1);
        return List.of(1 - probability, probability);
    }

    private static boolean bothClassesAhead(SupervisedRows known) {
        return BreakoutRows.AHEAD.stream().map(k -> ofSession(known, k)).allMatch(ahead -> {
            int count = breakouts(ahead);
            return count > 0 && count < ahead.size();
        });
    }

    private List<Double> requireBothClasses(int k) {
        SupervisedRows ahead = ofSession(rows.breakouts(), k);
        int count = breakouts(ahead);
        if (count == 0 || count == ahead.size()) {
            throw MissingClassException.of(NAME, "a breakout " + k + " sessions ahead", count, ahead.size());
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
