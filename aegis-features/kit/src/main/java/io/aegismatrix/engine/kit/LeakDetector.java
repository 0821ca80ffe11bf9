package io.aegismatrix.engine.kit;

import io.aegismatrix.engine.OutputScore;
import io.aegismatrix.engine.learn.SupervisedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways to catch a model that knows what it cannot know. For anyone who trains one. */
public final class LeakDetector {

    /** Share of the baseline's log loss nobody saves on tomorrow's market; the best honest output here saves a quarter. */
    public static final double MOST_SKILL = 0.5;

    /** Area under the ROC curve nobody reaches on tomorrow's market; the best honest output here has 0.7. */
    public static final double MOST_AUC = 0.95;

    private LeakDetector() {}

    /** Refuses a score that is too good to be true. @throws AssertionError naming output, skill and AUC */
    public static void requirePlausible(OutputScore score) {
        double auc = score.auc().orElse(Double.NaN);
        if (score.skill() > MOST_SKILL || auc > MOST_AUC) {
            throw new AssertionError(score.output() + " is too good to be true, skill " + score.skill() + " and AUC "
                    + auc + ": look for a column that knows the future");
        }
    }

    /** The same rows with labels drawn from one another within each group: whatever is learned from them is noise. */
    public static SupervisedRows shuffled(SupervisedRows rows, long seed) {
        double[] labels = new double[rows.size()];
        for (List<Integer> group : groups(rows)) {
            List<Integer> drawn = new ArrayList<>(group);
            Collections.shuffle(drawn, new Random(seed));
            for (int i = 0; i < drawn.size(); i++) {
                labels[group.get(i)] = rows.label(drawn.get(i));
            }
        }
        SupervisedRows.Builder builder = SupervisedRows.builder(rows.columns());
        for (int row = 0; row < labels.length; row++) {
            builder.add(
                    widened(rows.row(row)),
                    labels[row],
                    rows.weight(row),
                    rows.margin(row),
                    rows.session(row),
                    rows.resolved(row),
                    rows.group(row));
        }
        return builder.build();
    }

    private static Collection<List<Integer>> groups(SupervisedRows rows) {
        return IntStream.range(0, rows.size())
                .boxed()
                .collect(Collectors.groupingBy(rows::group, TreeMap::new, Collectors.toList()))
                .values();
    }

    /** The same rows with one column more, which tells the label beside some noise. */
    public static SupervisedRows withFuture(SupervisedRows rows, long seed) {
        Random random = new Random(seed);
        List<String> columns = new ArrayList<>(rows.columns());
        columns.add("future");
        SupervisedRows.Builder builder = SupervisedRows.builder(columns);
        for (int row = 0; row < rows.size(); row++) {
            double[] values = Arrays.copyOf(widened(rows.row(row)), columns.size());
            values[columns.size() - 1] = rows.label(row) + 0.1 * random.nextGaussian();
            builder.add(
                    values,
                    rows.label(row),
                    rows.weight(row),
                    rows.margin(row),
                    rows.session(row),
                    rows.resolved(row),
                    rows.group(row));
        }
        return builder.build();
    }

    private static double[] widened(float[] row) {
        double[] values = new double[row.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row[i];
        }
        return values;
    }
}
