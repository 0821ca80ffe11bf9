package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.score.TreeEnsemble;
import io.aegismatrix.features.MissingClassException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Trains boosted trees as a classifier and finds out how far to trust them. In every walk-forward fold the trees learn
 * from outcomes known before the test part; what they say there is judged by {@link OutOfFold}. The final trees learn
 * from all rows.
 *
 * <p>Rows come in groups (one a horizon, say). Trees are shared; base rates, weights and scores are kept by group. A base rate
 * needs no inputs, so it is counted from all outcomes: leaving out those of the first years, whose features are still
 * being gathered, made it miss the crash of 2008.
 */
public final class ClassifierTraining {

    private final String name;
    private final SupervisedRows rows;
    private final SupervisedRows open;
    private final SupervisedRows outcomes;
    private final int classes;
    private final int groups;

    /**
     * A trained classifier.
     *
     * @param trees the final trees
     * @param verdicts what is known about each group, in group order
     */
    public record Result(TreeEnsemble trees, List<OutOfFold.Verdict> verdicts) {

        /** Copies the verdicts. */
        public Result {
            verdicts = List.copyOf(verdicts);
        }
    }

    private ClassifierTraining(
            String name, SupervisedRows rows, SupervisedRows open, SupervisedRows outcomes, int classes, int groups) {
        this.name = name;
        this.rows = rows;
        this.open = open;
        this.outcomes = outcomes;
        this.classes = classes;
        this.groups = groups;
    }

    /**
     * Trains.
     *
     * @param name of the model, for messages
     * @param rows labels are class numbers 0, 1, … ; groups are 0, 1, … ; in time order
     * @param outcomes what base rates are counted from: all outcomes, also those of sessions without inputs, labelled and
     *     grouped like the rows; no columns are needed
     * @param groupHorizons horizon of each group in sessions
     * @param proof what the trees must have shown before they are published
     * @param seed split a fold at a time in fixed order
     * @throws io.aegismatrix.engine.ModelException if a class does not occur in the rows of a group
     * @throws IllegalArgumentException if a label is no class number, or a group has no horizon
     */
    public static Result train(
            String name,
            SupervisedRows rows,
            SupervisedRows outcomes,
            BoostingSettings settings,
            WalkForward plan,
            List<Integer> groupHorizons,
            FoldWeights.Proof proof,
            long seed) {
        SupervisedRows none = rows.where(row -> false);
        List<OutOfFold.Verdict> verdicts = walk(name, rows, none, outcomes, settings, plan, groupHorizons, proof, seed);
        return new Result(GradientBoosting.fit(name, rows, settings, seed), verdicts);
    }

    /**
     * Walks the folds without growing final trees: what a back-test needs.
     *
     * @param name of the model, for messages
     * @param rows as for {@link #train}
     * @param open rows whose outcome is not known in this history, all later than the others of their group; they are
     *     forecast and neither learned from nor judged, whatever their label says
     * @param outcomes as for {@link #train}
     * @param groupHorizons horizon of each group in sessions
     * @param proof what the trees must have shown before they are published
     * @param seed split a fold at a time in fixed order
     * @return what is known about each group, in group order
     * @throws io.aegismatrix.engine.ModelException if a class does not occur in the rows of a group
     * @throws IllegalArgumentException if a label is no class number, or a group has no horizon
     */
    public static List<OutOfFold.Verdict> walk(
            String name,
            SupervisedRows rows,
            SupervisedRows open,
            SupervisedRows outcomes,
            BoostingSettings settings,
            WalkForward plan,
            List<Integer> groupHorizons,
            FoldWeights.Proof proof,
            long seed) {
        ClassifierTraining training = new ClassifierTraining(
                name, rows, open, outcomes, Math.max(2, settings.classes()), groupHorizons.size());
        training.requireKnownClassesAndGroups(rows);
        training.requireKnownClassesAndGroups(outcomes);
        training.requireAllClasses();
        List<List<Double>> rates = training.baseRates();
        List<OutOfFold> forecasts = training.walk(settings, plan, seed);
        List<OutOfFold.Verdict> verdicts = new ArrayList<>();
        for (int group = 0; group < groupHorizons.size(); group++) {
            verdicts.add(forecasts.get(group).judge(plan, groupHorizons.get(group), rates.get(group), proof));
        }
        return List.copyOf(verdicts);
    }

    private void requireKnownClassesAndGroups(SupervisedRows of) {
        for (int row = 0; row < of.size(); row++) {
            float label = of.label(row);
            if (label != (int) label || label < 0 || label >= classes) {
                throw new IllegalArgumentException(
                        name + ": label must be a class number below " + classes + ", was " + label);
            }
            if (of.group(row) < 0 || of.group(row) >= groups) {
                throw new IllegalArgumentException(name + ": group must be below " + groups + ", was " + of.group(row));
            }
        }
    }

    private void requireAllClasses() {
        for (int group = 0; group < groups; group++) {
            int[] counts = counts(rows, group);
            for (int index = 0; index < classes; index++) {
                if (counts[index] == 0) {
                    throw MissingClassException.of(
                            name,
                            "class " + index + " of group " + group,
                            0,
                            Arrays.stream(counts).sum());
                }
            }
        }
    }

    private List<List<Double>> baseRates() {
        List<List<Double>> rates = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            int[] counts = counts(outcomes, group);
            int total = Arrays.stream(counts).sum();
            rates.add(Arrays.stream(counts)
                    .mapToObj(count -> (double) count / total)
                    .toList());
        }
        return rates;
    }

    private List<OutOfFold> walk(BoostingSettings settings, WalkForward plan, long seed) {
        List<OutOfFold> forecasts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            forecasts.add(new OutOfFold(name));
        }
        for (Fold fold : plan.folds()) {
            SupervisedRows known = rows.where(row -> fold.trains(rows.session(row), rows.resolved(row)));
            // A fold that has not seen every class has no model: the base rates alone are published, and judged.
            Optional<TreeEnsemble> trees = hasAllClasses(known)
                    ? Optional.of(GradientBoosting.fit(name, known, settings, seed + 1 + fold.number()))
                    : Optional.empty();
            forecast(fold, trees, forecasts);
        }
        return forecasts;
    }

    private boolean hasAllClasses(SupervisedRows known) {
        boolean[] seen = new boolean[classes];
        for (int row = 0; row < known.size(); row++) {
            seen[(int) known.label(row)] = true;
        }
        boolean all = true;
        for (boolean present : seen) {
            all &= present;
        }
        return all;
    }

    private void forecast(Fold fold, Optional<TreeEnsemble> trees, List<OutOfFold> forecasts) {
        for (int row = 0; row < rows.size(); row++) {
            if (fold.tests(rows.session(row))) {
                int group = rows.group(row);
                List<Double> base = rateKnownBy(rows.session(row), group);
                forecasts
                        .get(group)
                        .add(
                                fold.number(),
                                (int) rows.label(row),
                                rows.session(row),
                                rows.resolved(row),
                                said(trees, rows, row, base),
                                base);
            }
        }
        for (int row = 0; row < open.size(); row++) {
            if (fold.tests(open.session(row))) {
                int group = open.group(row);
                int session = open.session(row);
                List<Double> base = rateKnownBy(session, group);
                forecasts.get(group).addOpen(fold.number(), session, said(trees, open, row, base), base);
            }
        }
    }

    private List<Double> said(Optional<TreeEnsemble> trees, SupervisedRows of, int row, List<Double> base) {
        return trees.map(model -> probabilities(predict(model, of, row))).orElse(base);
    }

    private double[] predict(TreeEnsemble trees, SupervisedRows of, int row) {
        return rows.hasMargins() ? trees.predict(of.row(row), of.margin(row)) : trees.predict(of.row(row));
    }

    private int[] counts(SupervisedRows known, int group) {
        int[] counts = new int[classes];
        for (int row = 0; row < known.size(); row++) {
            if (known.group(row) == group) {
                counts[(int) known.label(row)]++;
            }
        }
        return counts;
    }

    /** Base rates by the outcomes known at the close of a session: counting takes no training, so it waits for no fold. */
    private List<Double> rateKnownBy(int session, int group) {
        int[] counts = new int[classes];
        for (int row = 0; row < outcomes.size(); row++) {
            if (outcomes.group(row) == group && outcomes.resolved(row) <= session) {
                counts[(int) outcomes.label(row)]++;
            }
        }
        return smoothed(counts);
    }

    /** Class frequencies with one imaginary outcome spread over the classes, so that nothing is impossible. */
    private List<Double> smoothed(int[] counts) {
        int total = Arrays.stream(counts).sum();
        return Arrays.stream(counts)
                .mapToObj(count -> (count + 1.0 / classes) / (total + 1))
                .toList();
    }

    /** A binary score as two class probabilities, others as they are. */
    private static List<Double> probabilities(double[] prediction) {
        return prediction.length == 1
                ? List.of(1 - prediction[0], prediction[0])
                : Arrays.stream(prediction).boxed().toList();
    }
}
