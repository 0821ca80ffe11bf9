package io.aegismatrix.engine.learn;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a set of boosted trees is grown. Start from one of the factories and change what matters.
 *
 * @param objective XGBoost's name of the loss
 * @param classes number of classes of {@code multi:softprob}, otherwise 1
 * @param quantiles levels of {@code reg:quantileerror}, otherwise empty
 * @param maximumRounds most boosting rounds; early stopping on a purged tail usually ends sooner
 * @param depth deepest tree
 * @param learningRate shrinkage of each round
 * @param minimumChildWeight least hessian sum in a leaf
 * @param rowShare share of rows drawn for each tree
 * @param columnShare share of columns drawn for each tree
 * @param l2 ridge penalty on leaf values
 * @param monotone columns that may only raise (+1) or lower (−1) the score
 */
public record BoostingSettings(
        String objective,
        int classes,
        List<Double> quantiles,
        int maximumRounds,
        int depth,
        double learningRate,
        double minimumChildWeight,
        double rowShare,
        double columnShare,
        double l2,
        SortedMap<String, Integer> monotone) {

    /** Validates ranges and copies collections. */
    public BoostingSettings {
        if (maximumRounds < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "maximumRounds and depth must be at least 1, was " + maximumRounds + " and " + depth);
        }
        if (!(learningRate > 0 && learningRate <= 1)
                || !(rowShare > 0 && rowShare <= 1)
                || !(columnShare > 0 && columnShare <= 1)) {
            throw new IllegalArgumentException("learningRate, rowShare and columnShare must be in (0, 1], was "
                    + learningRate + ", " + rowShare + " and " + columnShare);
        }
        if (classes < 1 || !(minimumChildWeight >= 0) || !(l2 >= 0)) {
            throw new IllegalArgumentException("expected classes >= 1, minimumChildWeight >= 0 and l2 >= 0, was "
                    + classes + ", " + minimumChildWeight + " and " + l2);
        }
        if (!quantiles.stream().allMatch(level -> level > 0 && level < 1)) {
            throw new IllegalArgumentException("quantiles must be in (0, 1), was " + quantiles);
        }
        if (!monotone.values().stream().allMatch(sign -> sign == 1 || sign == -1)) {
            throw new IllegalArgumentException("monotone columns must be +1 or -1, was " + monotone);
        }
        quantiles = List.copyOf(quantiles);
        monotone = Collections.unmodifiableSortedMap(new TreeMap<>(monotone));
    }

    /** Shallow, heavily regularised trees for a yes-or-no outcome. */
    public static BoostingSettings binary() {
        return of("binary:logistic", 1, List.of());
    }

    /** Shallow, heavily regularised trees for one of several classes. */
    public static BoostingSettings classes(int classes) {
        return of("multi:softprob", classes, List.of());
    }

    /** Shallow, heavily regularised trees for a mean. */
    public static BoostingSettings mean() {
        return of("reg:squarederror", 1, List.of());
    }

    /** Shallow, heavily regularised trees for several quantiles at once. */
    public static BoostingSettings quantiles(List<Double> levels) {
        return of("reg:quantileerror", 1, levels);
    }

    private static BoostingSettings of(String objective, int classes, List<Double> quantiles) {
        return new BoostingSettings(
                objective, classes, quantiles, 200, 3, 0.04, 20, 0.7, 0.5, 10, new TreeMap<>(Map.of()));
    }

    /** The same settings with other tree sizes. */
    public BoostingSettings withTrees(int rounds, int deepest, double rate) {
        return new BoostingSettings(
                objective,
                classes,
                quantiles,
                rounds,
                deepest,
                rate,
                minimumChildWeight,
                rowShare,
                columnShare,
                l2,
                monotone);
    }

    /** The same settings with another least hessian sum in a leaf. */
    public BoostingSettings withMinimumChildWeight(double least) {
        return new BoostingSettings(
                objective,
                classes,
                quantiles,
                maximumRounds,
                depth,
                learningRate,
                least,
                rowShare,
                columnShare,
                l2,
                monotone);
    }

    /** The same settings with monotone columns: +1 may only raise the score, −1 only lower it. */
    public BoostingSettings withMonotone(Map<String, Integer> constraints) {
        return new BoostingSettings(
                objective,
                classes,
                quantiles,
                maximumRounds,
                depth,
                learningRate,
                minimumChildWeight,
                rowShare,
                columnShare,
                l2,
                new TreeMap<>(constraints));
    }

    /** The settings by name, for a model card. */
    public SortedMap<String, String> describe() {
        SortedMap<String, String> description = new TreeMap<>();
        description.put("objective", objective);
        description.put("maximum_rounds", String.valueOf(maximumRounds));
        description.put("depth", String.valueOf(depth));
        description.put("learning_rate", String.valueOf(learningRate));
        description.put("minimum_child_weight", String.valueOf(minimumChildWeight));
        description.put("row_share", String.valueOf(rowShare));
        description.put("column_share", String.valueOf(columnShare));
        description.put("l2", String.valueOf(l2));
        if (!monotone.isEmpty()) {
            description.put("monotone", monotone.toString());
        }
        if (!quantiles.isEmpty()) {
            description.put("quantiles", quantiles.toString());
        }
        return description;
    }

    /** Number of scores a row gets. */
    public int outputs() {
        return quantiles.isEmpty() ? classes : quantiles.size();
    }
}
