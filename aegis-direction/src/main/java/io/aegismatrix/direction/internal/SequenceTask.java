package io.aegismatrix.direction.internal;

import static io.aegismatrix.engine.score.SequenceNetwork.OUTCOMES;

import com.google.common.primitives.Floats;
import io.aegismatrix.engine.ModelException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Samples for the recurrent network: sequences that end at given sessions of one table of features, and what came of
 * each. Immutable; sequences share the table, so it is held once.
 *
 * <p>A sample counts for a head where its class is known and its weight is positive. Weights are shared out so that
 * every head with such a sample counts the same, and within a head samples count by their weight.
 */
public final class SequenceTask {

    private final float[] rows;
    private final int sessions;
    private final int features;
    private final int[] ends;
    private final int[][] classes;
    private final double[][] shares;

    private SequenceTask(float[][] rows, int[] ends, int[][] classes, double[][] shares) {
        this.rows = Floats.concat(rows);
        this.sessions = rows.length;
        this.features = rows[0].length;
        this.ends = ends;
        this.classes = classes;
        this.shares = shares;
    }

    /**
     * Samples from a table of standardized features.
     *
     * @param rows {@code [sessions][features]}; rows no sequence reaches may be NaN (warm-up)
     * @param ends row of the last session of each sample
     * @param classes {@code [samples][heads]}: 0 down, 1 neutral, 2 up, -1 not known (yet): no loss
     * @param weights {@code [samples][heads]}: uniqueness of the label, at least 0
     * @throws IllegalArgumentException if shapes do not match or a value is out of its range
     */
    public static SequenceTask of(float[][] rows, int[] ends, int[][] classes, float[][] weights) {
        requireTable(rows);
        if (ends.length == 0 || classes.length != ends.length || weights.length != ends.length) {
            throw new IllegalArgumentException("ends, classes and weights must be of one length above 0, was "
                    + ends.length + ", " + classes.length + ", " + weights.length);
        }
        int heads = classes[0].length;
        for (int sample = 0; sample < ends.length; sample++) {
            if (ends[sample] < 0 || ends[sample] >= rows.length) {
                throw new IllegalArgumentException(
                        "end must be one of " + rows.length + " rows, was " + ends[sample] + " at sample " + sample);
            }
            requireSample(classes[sample], weights[sample], heads, sample);
        }
        int[][] copied = Arrays.stream(classes).map(int[]::clone).toArray(int[][]::new);
        return new SequenceTask(rows, ends.clone(), copied, shares(copied, weights));
    }

    private static void requireTable(float[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException("rows must hold at least one session and one feature");
        }
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != rows[0].length) {
                throw new IllegalArgumentException(
                        "row " + row + " must have " + rows[0].length + " features, was " + rows[row].length);
            }
        }
    }

    private static void requireSample(int[] classes, float[] weights, int heads, int sample) {
        if (heads == 0 || classes.length != heads || weights.length != heads) {
            throw new IllegalArgumentException("sample " + sample + " must have " + heads
                    + " (at least 1) classes and weights, was " + classes.length + " and " + weights.length);
        }
        for (int head = 0; head < heads; head++) {
            if (classes[head] < -1 || classes[head] >= OUTCOMES) {
                throw new IllegalArgumentException(
                        "class must be from -1 to 2, was " + classes[head] + " at sample " + sample + ", head " + head);
            }
            if (!(weights[head] >= 0 && Float.isFinite(weights[head]))) {
                throw new IllegalArgumentException("weight must be finite and at least 0, was " + weights[head]
                        + " at sample " + sample + ", head " + head);
            }
        }
    }

    private static double[][] shares(int[][] classes, float[][] weights) {
        int heads = classes[0].length;
        double[] totals = new double[heads];
        for (int sample = 0; sample < classes.length; sample++) {
            for (int head = 0; head < heads; head++) {
                totals[head] += classes[sample][head] < 0 ? 0 : weights[sample][head];
            }
        }
        long counted = Arrays.stream(totals).filter(total -> total > 0).count();
        if (counted == 0) {
            throw new IllegalArgumentException(
                    "at least one of " + classes.length + " samples must have a known class and a positive weight");
        }
        double[][] shares = new double[classes.length][heads];
        for (int sample = 0; sample < classes.length; sample++) {
            for (int head = 0; head < heads; head++) {
                if (classes[sample][head] >= 0 && totals[head] > 0) {
                    shares[sample][head] = weights[sample][head] / (totals[head] * counted);
                }
            }
        }
        return shares;
    }

    /** Number of features of a session. */
    public int features() {
        return features;
    }

    /** Number of heads of a sample. */
    public int heads() {
        return classes[0].length;
    }

    /** Number of samples. */
    public int size() {
        return ends.length;
    }

    int sessions() {
        return sessions;
    }

    /** The table, row-major; not copied, because only the trainer reads it. */
    float[] flatRows() {
        return rows;
    }

    /** Samples that count for at least one head, in their order. */
    int[] counted() {
        return IntStream.range(0, ends.length)
                .filter(sample -> Arrays.stream(shares[sample]).anyMatch(share -> share > 0))
                .toArray();
    }

    /** What a sample counts for a head; sums to 1 over all samples and heads. */
    double share(int sample, int head) {
        return shares[sample][head];
    }

    /** The class of a sample that counts for the head. */
    int outcome(int sample, int head) {
        return classes[sample][head];
    }

    /** Rows of the sequences of samples {@code [from, to)} of an order, time-major: {@code [window][samples]}. */
    long[] rowIndices(int[] order, int from, int to, int window) {
        long[] indices = new long[window * (to - from)];
        int next = 0;
        for (int step = window - 1; step >= 0; step--) {
            for (int i = from; i < to; i++) {
                indices[next++] = (long) ends[order[i]] - step;
            }
        }
        return indices;
    }

    /** Refuses what the network must not see, before any of it is seen. */
    void requireUsable(SequenceSettings settings, String name) {
        if (heads() != settings.heads()) {
            throw new IllegalArgumentException(
                    name + " samples must have " + settings.heads() + " heads, was " + heads());
        }
        boolean[] reached = new boolean[sessions];
        for (int sample : counted()) {
            int first = ends[sample] - settings.window() + 1;
            if (first < 0) {
                throw new IllegalArgumentException(name + " sample " + sample + " ends at row " + ends[sample]
                        + ": fewer than " + settings.window() + " sessions");
            }
            Arrays.fill(reached, first, ends[sample] + 1, true);
        }
        for (int i = 0; i < rows.length; i++) {
            if (reached[i / features] && !Float.isFinite(rows[i])) {
                throw new ModelException(name + " features must be finite, was " + rows[i] + " at row " + i / features
                        + ", feature " + i % features);
            }
        }
    }
}
