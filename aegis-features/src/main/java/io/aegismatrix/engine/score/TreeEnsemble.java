package io.aegismatrix.engine.score;

import io.aegismatrix.engine.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Boosted trees scored in plain Java from XGBoost's own model file (UBJSON, any XGBoost opens it). Scores equal
 * XGBoost's: features are compared as floats, leaves are added as floats in tree order, starting from the base score.
 * Immutable and thread-safe.
 */
public final class TreeEnsemble {

    private final String what;
    private final byte[] file;
    private final List<String> columns;
    private final Objective objective;
    private final int outputs;
    private final float baseMargin;
    private final List<Tree> trees;

    private enum Objective {
        LOGISTIC,
        SOFTMAX,
        IDENTITY
    }

    private TreeEnsemble(String what, byte[] file, ModelFile model) {
        this.what = what;
        this.file = file;
        this.columns = model.columns();
        this.objective = objective(model.objective());
        this.outputs = model.outputs();
        this.baseMargin = objective == Objective.LOGISTIC ? logit(model.baseScore()) : model.baseScore();
        this.trees = model.trees();
    }

    private static float logit(float probability) {
        return -(float) Math.log(1 / probability - 1);
    }

    private Objective objective(String name) {
        return switch (name) {
            case "binary:logistic" -> Objective.LOGISTIC;
            case "multi:softprob" -> Objective.SOFTMAX;
            case "reg:squarederror", "reg:quantileerror" -> Objective.IDENTITY;
            default -> throw new ModelException(what + ": objective " + name + " is not one this library scores");
        };
    }

    /**
     * Reads a model file.
     *
     * @param ubj XGBoost's UBJSON model
     * @param what name for messages
     * @throws ModelException if the bytes are not such a model
     */
    public static TreeEnsemble parse(byte[] ubj, String what) {
        return new TreeEnsemble(what, ubj.clone(), ModelFile.of(ubj, what));
    }

    /** The model file, as XGBoost wrote it. */
    public byte[] toBytes() {
        return file.clone();
    }

    /** Names of the columns a row must have, in order. */
    public List<String> columns() {
        return columns;
    }

    /** Scores a row gets: one, or one a class or quantile. */
    public int outputs() {
        return outputs;
    }

    /** Number of trees over all outputs. */
    public int size() {
        return trees.size();
    }

    /** Sums of leaves from the base score on, one an output, before any link function. */
    public float[] margins(float[] row) {
        return margins(row, baseMargin);
    }

    /** Sums of leaves from a given start on: what XGBoost computes when a base margin is set. */
    public float[] margins(float[] row, float start) {
        requireWidth(row);
        float[] sums = new float[outputs];
        Arrays.fill(sums, start);
        for (Tree tree : trees) {
            sums[tree.output()] += tree.leaf(row);
        }
        for (float sum : sums) {
            if (!Float.isFinite(sum)) {
                throw new ModelException(what + ": the score is not finite: " + sum);
            }
        }
        return sums;
    }

    private void requireWidth(float[] row) {
        if (row.length != columns.size()) {
            throw new ModelException(what + ": expected " + columns.size() + " values, was " + row.length);
        }
    }

    /** Predictions: a probability, class probabilities that sum to 1, or quantities in the label's unit. */
    public double[] predict(float[] row) {
        return link(margins(row));
    }

    /** Predictions from a given start of the sum. */
    public double[] predict(float[] row, float start) {
        return link(margins(row, start));
    }

    private double[] link(float[] margins) {
        double[] result = new double[outputs];
        switch (objective) {
            case LOGISTIC -> result[0] = 1 / (1 + Math.exp(-margins[0]));
            case SOFTMAX -> softmax(margins, result);
            case IDENTITY -> {
                for (int i = 0; i < outputs; i++) {
                    result[i] = margins[i];
                }
            }
        }
        return result;
    }

    private static void softmax(float[] margins, double[] result) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float margin : margins) {
            largest = Math.max(largest, margin);
        }
        double sum = 0;
        for (int i = 0; i < margins.length; i++) {
            result[i] = Math.exp(margins[i] - largest);
            sum += result[i];
        }
        for (int i = 0; i < margins.length; i++) {
            result[i] /= sum;
        }
    }

    /**
     * What each column added to one output's margin for this row: exact path-dependent SHAP values (Lundberg, Erion and
     * Lee 2018, algorithm 2).
     *
     * @return one value a column, then the expected margin; they add up to the margin
     * @throws ModelException if the row does not fit the columns, or there is no such output
     */
    public double[] contributions(float[] row, int output) {
        requireWidth(row);
        if (output < 0 || output >= outputs) {
            throw new ModelException(what + ": no output " + output + "; there are " + outputs);
        }
        double[] values = new double[columns.size() + 1];
        values[columns.size()] = baseMargin;
        for (Tree tree : trees) {
            if (tree.output() == output) {
                new TreeShap(tree, row).addTo(values);
            }
        }
        return values;
    }

    /** Mean loss reduction of the splits on each column that has any, by column name. */
    public SortedMap<String, Double> gain() {
        double[] total = new double[columns.size()];
        int[] splits = new int[columns.size()];
        for (Tree tree : trees) {
            tree.addGain(total, splits);
        }
        SortedMap<String, Double> gain = new TreeMap<>();
        for (int column = 0; column < total.length; column++) {
            if (splits[column] > 0) {
                gain.put(columns.get(column), total[column] / splits[column]);
            }
        }
        return gain;
    }

    /** What the model file says, checked. */
    private record ModelFile(List<String> columns, String objective, int outputs, float baseScore, List<Tree> trees) {

        static ModelFile of(byte[] ubj, String what) {
            Member learner = new Member(Ubjson.parse(ubj, what), what).member("learner");
            Member parameters = learner.member("learner_model_param");
            Member model = learner.member("gradient_booster").member("model");
            double classes = parameters.parsed("num_class");
            double targets = parameters.parsed("num_target");
            double width = parameters.parsed("num_feature");
            List<String> columns = learner.texts("feature_names");
            if (columns.size() != width) {
                throw new ModelException(what + ": " + columns.size() + " feature names for num_feature " + width);
            }
            int[] info = model.numbers("tree_info").toInts();
            List<Member> files = model.members("trees");
            if (files.size() != info.length) {
                throw new ModelException(what + ": " + files.size() + " trees but tree_info for " + info.length);
            }
            int outputs = (int) Math.max(1, Math.max(classes, targets));
            if (files.size() < outputs) {
                throw new ModelException(what + ": " + files.size() + " trees for " + outputs + " outputs");
            }
            List<Tree> trees = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                trees.add(Tree.of(files.get(i), info[i], columns.size(), outputs, what));
            }
            return new ModelFile(
                    columns,
                    learner.member("objective").text("name"),
                    outputs,
                    (float) parameters.parsed("base_score"),
                    List.copyOf(trees));
        }
    }

    /** A JSON object with typed access that names what is missing. */
    record Member(Object value, String what) {

        private Object get(String name) {
            Object found = value instanceof Map<?, ?> members ? members.get(name) : null;
            if (found == null) {
                throw new ModelException(what + ": not a readable model file: no member '" + name + "'");
            }
            return found;
        }

        Member member(String name) {
            return new Member(get(name), what);
        }

        String text(String name) {
            return String.valueOf(get(name));
        }

        /** A number written as text; doubles read every float back unchanged. */
        double parsed(String name) {
            String text = text(name);
            try {
                double number = Double.parseDouble(text);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new ModelException(what + ": not a readable model file: '" + name + "' is '" + text + "'", e);
            }
            throw new ModelException(what + ": not a readable model file: '" + name + "' is '" + text + "'");
        }

        UbjsonNumbers numbers(String name) {
            Object found = get(name);
            if (found instanceof UbjsonNumbers numbers) {
                return numbers;
            }
            if (found instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
                return UbjsonNumbers.of(list.stream()
                        .mapToDouble(element -> ((Number) element).doubleValue())
                        .toArray());
            }
            throw new ModelException(what + ": not a readable model file: '" + name + "' is no array of numbers");
        }

        List<String> texts(String name) {
            return get(name) instanceof List<?> list
                    ? list.stream().map(String::valueOf).toList()
                    : List.of();
        }

        List<Member> members(String name) {
            List<Member> result = new ArrayList<>();
            if (get(name) instanceof List<?> list) {
                list.forEach(element -> result.add(new Member(element, what)));
            }
            return result;
        }
    }
}
