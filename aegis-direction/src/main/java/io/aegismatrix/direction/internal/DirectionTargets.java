package io.aegismatrix.direction.internal;

import static io.aegismatrix.engine.score.SequenceNetwork.OUTCOMES;

import io.aegismatrix.engine.Horizons;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.features.label.ClassCounts;
import io.aegismatrix.features.label.DirectionClass;
import io.aegismatrix.features.label.DirectionLabels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which way the close went over each horizon, from every session of a history, and who knew it when. Immutable. */
public final class DirectionTargets {

    private static final int UNKNOWN = -1;

    private final double[][] labels;

    private DirectionTargets(double[][] labels) {
        this.labels = labels;
    }

    public static DirectionTargets of(MarketHistory history) {
        return new DirectionTargets(Horizons.DIRECTION.stream()
                .map(h -> DirectionLabels.of(history, h))
                .toArray(double[][]::new));
    }

    /** Class after a row over the horizon of a head, if it was known at the close of row {@code knownBy}; else −1. */
    public int label(int row, int head, int knownBy) {
        boolean known = row + Horizons.DIRECTION.get(head) <= knownBy && !Double.isNaN(labels[head][row]);
        return known ? (int) labels[head][row] : UNKNOWN;
    }

    /** Classes of some rows by head, {@code [rows][heads]}, as {@link #label}. */
    int[][] classes(int[] rows, int knownBy) {
        return Arrays.stream(rows)
                .mapToObj(row -> IntStream.range(0, labels.length)
                        .map(head -> label(row, head, knownBy))
                        .toArray())
                .toArray(int[][]::new);
    }

    /**
     * How much each row's label says that others do not, {@code [rows][heads]}: the mean over the sessions of its window
     * of 1 / number of labels whose windows hold that session (average uniqueness, López de Prado 2018, chapter 4),
     * scaled to a mean of 1 in each head. Rows whose label is not known weigh 0.
     */
    float[][] uniqueness(int[] rows, int knownBy) {
        float[][] weights = new float[rows.length][labels.length];
        for (int head = 0; head < labels.length; head++) {
            double[] column = uniqueness(rows, head, knownBy);
            double mean =
                    Arrays.stream(column).filter(value -> value > 0).average().orElse(1);
            for (int i = 0; i < rows.length; i++) {
                weights[i][head] = (float) (column[i] / mean);
            }
        }
        return weights;
    }

    private double[] uniqueness(int[] rows, int head, int knownBy) {
        int horizon = Horizons.DIRECTION.get(head);
        int[] concurrent = concurrent(rows, head, knownBy);
        double[] column = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (label(rows[i], head, knownBy) != UNKNOWN) {
                for (int session = rows[i] + 1; session <= rows[i] + horizon; session++) {
                    column[i] += 1.0 / concurrent[session] / horizon;
                }
            }
        }
        return column;
    }

    /** Number of known labels whose windows hold each session. */
    private int[] concurrent(int[] rows, int head, int knownBy) {
        int[] concurrent = new int[labels[head].length];
        for (int row : rows) {
            if (label(row, head, knownBy) != UNKNOWN) {
                for (int session = row + 1; session <= row + Horizons.DIRECTION.get(head); session++) {
                    concurrent[session]++;
                }
            }
        }
        return concurrent;
    }

    /** Class frequencies of a head, stated for one session after another. */
    public Running running(int head) {
        return new Running(head);
    }

    /**
     * Class frequencies that grow with the session they are stated for. Until every class has occurred, one imaginary
     * outcome is spread evenly so that nothing is impossible. Not thread-safe.
     */
    public final class Running {

        private final int head;
        private final double[] counts = new double[OUTCOMES];
        private int next;

        private Running(int head) {
            this.head = head;
        }

        /** The frequencies known at the close of a row, which must not be before that of the last call. */
        public List<Double> knownBy(int row) {
            for (; next + Horizons.DIRECTION.get(head) <= row; next++) {
                int label = label(next, head, row);
                if (label != UNKNOWN) {
                    counts[label]++;
                }
            }
            boolean allOccurred = Arrays.stream(counts).allMatch(count -> count > 0);
            double imaginary = allOccurred ? 0 : 1.0 / OUTCOMES;
            double total = Arrays.stream(counts).sum() + imaginary * OUTCOMES;
            return Arrays.stream(counts)
                    .mapToObj(count -> (count + imaginary) / total)
                    .toList();
        }
    }

    /** Stops if a class never occurs over some horizon. @throws io.aegismatrix.features.MissingClassException then */
    public void requireAllClasses(String model) {
        for (double[] column : labels) {
            ClassCounts.of(DirectionClass.class, column).require(model, 1);
        }
    }
}
