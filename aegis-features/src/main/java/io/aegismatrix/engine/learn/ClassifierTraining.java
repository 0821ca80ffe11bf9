package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.OutcomeTrack;
import io.aegismatrix.engine.WalkForward;
import io.aegismatrix.engine.WalkForward.Fold;
import io.aegismatrix.engine.metric.Losses;
import io.aegismatrix.engine.metric.RocAuc;
import io.aegismatrix.engine.metric.Skill;
import io.aegismatrix.engine.score.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a classifier and finds out how far to trust it. In every walk-forward fold the trees learn from outcomes known
 * before the test part; what they say there is out of sample. What would have been published in a fold is their blend
 * with the base rate, with the weight that the earlier folds justify; the skill reported is that of the blend. The final
 * trees learn from all rows, and get the weight that all folds together justify.
 *
 * <p>Rows come in groups (one a horizon, say). Trees are shared; base rates, weights and scores are kept by group.
 */
public final class ClassifierTraining {

    private final String name;
    private final SupervisedRows rows;
    private final int classes;
    private final BoostingSettings settings;
    private final WalkForward plan;
    private final long seed;
    private final double[][] model;
    private final double[][] base;
    private final int[] fold;

    /**
     * What one group of rows taught.
     *
     * @param baseRates class frequencies over all rows of the group
     * @param weight share of the trees in what is published
     * @param logLoss skill in log loss of the published blend against base rates known at the time
     * @param auc area under the ROC curve of the trees alone; NaN for more than two classes or one class seen
     * @param accuracy share of outcomes that were the blend's most likely class
     * @param track the dated losses behind {@code logLoss}
     */
    public record GroupResult(
            List<Double> baseRates, double weight, Skill logLoss, double auc, double accuracy, OutcomeTrack track) {

        /** Copies the base rates. */
        public GroupResult {
            baseRates = List.copyOf(baseRates);
        }

        /** Publishes a model's probability: shrunk towards the base rate of class {@code index}. */
        public double publish(double probability, int index) {
            return Shrinkage.blend(weight, probability, baseRates.get(index));
        }
    }

    /**
     * A trained classifier.
     *
     * @param trees the final trees
     * @param groups what each group taught, in group order
     */
    public record Result(TreeEnsemble trees, List<GroupResult> groups) {

        /** Copies the groups. */
        public Result {
            groups = List.copyOf(groups);
        }
    }

    private ClassifierTraining(
            String name, SupervisedRows rows, BoostingSettings settings, WalkForward plan, long seed) {
        this.name = name;
        this.rows = rows;
        this.classes = Math.max(2, settings.classes());
        this.settings = settings;
        this.plan = plan;
        this.seed = seed;
        this.model = new double[rows.size()][];
        this.base = new double[rows.size()][];
        this.fold = new int[rows.size()];
    }

    /**
     * Trains.
     *
     * @param name of the model, for messages and tracks
     * @param rows labels are class numbers 0, 1, … ; groups are 0, 1, …
     * @param groupHorizons horizon of each group in sessions
     * @param seed split a fold at a time in fixed order
     * @throws ModelException if a class does not occur in the rows of a group
     */
    public static Result train(
            String name,
            SupervisedRows rows,
            BoostingSettings settings,
            WalkForward plan,
            List<Integer> groupHorizons,
            long seed) {
        ClassifierTraining training = new ClassifierTraining(name, rows, settings, plan, seed);
        training.walk(groupHorizons.size());
        List<GroupResult> groups = new ArrayList<>();
        for (int group = 0; group < groupHorizons.size(); group++) {
            groups.add(training.judge(group, groupHorizons.get(group)));
        }
        return new Result(GradientBoosting.fit(name, rows, settings, seed), groups);
    }

    private void walk(int groups) {
        Arrays.fill(fold, -1);
        requireAllClasses(groups);
        for (Fold step : plan.folds()) {
            SupervisedRows known = rows.where(row -> step.trains(rows.session(row), rows.resolved(row)));
            double[][] rates = new double[groups][];
            for (int group = 0; group < groups; group++) {
                rates[group] = frequencies(known, group);
            }
            boolean learnable = known.size() > 0 && countClasses(known) == classes;
            TreeEnsemble trees =
                    learnable ? GradientBoosting.fit(name, known, settings, seed + 1 + step.number()) : null;
            for (int row = 0; row < rows.size(); row++) {
                double[] rate = rates[rows.group(row)];
                if (step.tests(rows.session(row)) && rate.length > 0) {
                    fold[row] = step.number();
                    base[row] = rate;
                    model[row] = trees == null ? rate : probabilities(trees.predict(rows.row(row)));
                }
            }
        }
    }

    private void requireAllClasses(int groups) {
        for (int group = 0; group < groups; group++) {
            double[] counts = frequencies(rows, group);
            for (int index = 0; index < classes; index++) {
                if (counts.length == 0 || counts[index] == 0) {
                    throw new ModelException(name + ": class " + index + " does not occur in group " + group
                            + " of the training data; a model cannot learn what never happened, use a longer history");
                }
            }
        }
    }

    private int countClasses(SupervisedRows known) {
        boolean[] seen = new boolean[classes];
        for (int row = 0; row < known.size(); row++) {
            seen[(int) known.label(row)] = true;
        }
        int count = 0;
        for (boolean present : seen) {
            count += present ? 1 : 0;
        }
        return count;
    }

    /** Class frequencies of a group, or nothing if it has no row. One imaginary outcome is spread over the classes. */
    private double[] frequencies(SupervisedRows known, int group) {
        double[] counts = new double[classes];
        int total = 0;
        for (int row = 0; row < known.size(); row++) {
            if (known.group(row) == group) {
                counts[(int) known.label(row)]++;
                total++;
            }
        }
        if (total == 0) {
            return new double[0];
        }
        if (known != rows) {
            for (int index = 0; index < classes; index++) {
                counts[index] = (counts[index] + 1.0 / classes) / (total + 1);
            }
            return counts;
        }
        for (int index = 0; index < classes; index++) {
            counts[index] /= total;
        }
        return counts;
    }

    /** A binary score as two class probabilities, others as they are. */
    private static double[] probabilities(double[] prediction) {
        return prediction.length == 1 ? new double[] {1 - prediction[0], prediction[0]} : prediction;
    }

    private GroupResult judge(int group, int horizon) {
        int[] tested = testedRows(group);
        if (tested.length == 0) {
            throw new ModelException(name + ": no outcome to test on in group " + group + "; use a longer history");
        }
        double[] losses = new double[tested.length];
        double[] baselines = new double[tested.length];
        int right = 0;
        double[] weights = foldWeights(group);
        for (int i = 0; i < tested.length; i++) {
            int row = tested[i];
            int label = (int) rows.label(row);
            double weight = weights[fold[row]];
            losses[i] = Losses.log(Shrinkage.blend(weight, model[row][label], base[row][label]));
            baselines[i] = Losses.log(base[row][label]);
            right += mostLikely(row, weight) == label ? 1 : 0;
        }
        Skill skill = Skill.of(losses, baselines, horizon);
        double weight = skill.skill() < 0 ? 0 : weight(tested);
        return new GroupResult(
                boxed(frequencies(rows, group)),
                weight,
                skill,
                auc(tested),
                (double) right / tested.length,
                OutcomeTrack.ofLosses(
                        horizon,
                        Arrays.stream(tested).map(rows::session).toArray(),
                        Arrays.stream(tested).map(rows::resolved).toArray(),
                        losses,
                        baselines));
    }

    /** Weight in force in each fold: learned from the outcomes of earlier folds that were known when it began. */
    private double[] foldWeights(int group) {
        List<Fold> steps = plan.folds();
        double[] weights = new double[steps.size()];
        int[] tested = testedRows(group);
        for (Fold step : steps) {
            int[] earlier = Arrays.stream(tested)
                    .filter(row -> fold[row] < step.number() && rows.resolved(row) < step.testStart())
                    .toArray();
            weights[step.number()] = earlier.length == 0 ? 0 : weight(earlier);
        }
        return weights;
    }

    private double weight(int[] tested) {
        return Shrinkage.weight(weight -> {
            double sum = 0;
            for (int row : tested) {
                int label = (int) rows.label(row);
                sum += Losses.log(Shrinkage.blend(weight, model[row][label], base[row][label]));
            }
            return sum / tested.length;
        });
    }

    private int mostLikely(int row, double weight) {
        int best = 0;
        double largest = -1;
        for (int index = 0; index < classes; index++) {
            double probability = Shrinkage.blend(weight, model[row][index], base[row][index]);
            if (probability > largest) {
                largest = probability;
                best = index;
            }
        }
        return best;
    }

    private double auc(int[] tested) {
        if (classes != 2) {
            return Double.NaN;
        }
        double[] scores = new double[tested.length];
        boolean[] outcomes = new boolean[tested.length];
        for (int i = 0; i < tested.length; i++) {
            scores[i] = model[tested[i]][1];
            outcomes[i] = rows.label(tested[i]) == 1;
        }
        return RocAuc.of(scores, outcomes);
    }

    private int[] testedRows(int group) {
        int[] found = new int[rows.size()];
        int count = 0;
        for (int row = 0; row < rows.size(); row++) {
            if (rows.group(row) == group && fold[row] >= 0) {
                found[count++] = row;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
