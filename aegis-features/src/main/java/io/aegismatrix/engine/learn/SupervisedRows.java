package io.aegismatrix.engine.learn;

import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.score.Floats;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Rows to learn from, {@code [rows][columns]} with a label each, every row dated by its decision session and by the
 * session at whose close its outcome was known. Immutable; no value is NaN or infinite.
 */
public final class SupervisedRows {

    private final List<String> columns;
    private final int size;
    private final float[] values;
    private final float[] labels;
    private final float[] weights;
    private final float[] margins;
    private final int[] sessions;
    private final int[] resolved;
    private final int[] groups;

    private SupervisedRows(Builder builder) {
        this.columns = builder.columns;
        this.size = builder.size;
        this.values = Arrays.copyOf(builder.values, size * columns.size());
        this.labels = Arrays.copyOf(builder.labels, size);
        this.weights = Arrays.copyOf(builder.weights, size);
        this.margins = Arrays.copyOf(builder.margins, size);
        this.sessions = Arrays.copyOf(builder.sessions, size);
        this.resolved = Arrays.copyOf(builder.resolved, size);
        this.groups = Arrays.copyOf(builder.groups, size);
    }

    /** Starts an empty set of rows with the given column names. */
    public static Builder builder(List<String> columns) {
        return new Builder(List.copyOf(columns));
    }

    /** Column names, in order. */
    public List<String> columns() {
        return columns;
    }

    /** Number of rows. */
    public int size() {
        return size;
    }

    /** One row's values as the scorers take them. */
    public float[] row(int row) {
        int width = columns.size();
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    /** Label: a class number or a quantity, as the model defines it. */
    public float label(int row) {
        return labels[row];
    }

    /** Weight of a row in the loss. */
    public float weight(int row) {
        return weights[row];
    }

    /** Where the score starts before the first tree, on the margin scale; 0 unless set. */
    public float margin(int row) {
        return margins[row];
    }

    /** History row of the decision session. */
    public int session(int row) {
        return sessions[row];
    }

    /** History row at whose close the outcome was known. */
    public int resolved(int row) {
        return resolved[row];
    }

    /** Group of the row, such as the position of its horizon; base rates and shrinkage are kept by group. */
    public int group(int row) {
        return groups[row];
    }

    /** Only the rows that pass, in the same order. */
    public SupervisedRows where(IntPredicate rows) {
        Builder builder = builder(columns);
        for (int row = 0; row < size; row++) {
            if (rows.test(row)) {
                builder.append(
                        row(row), labels[row], weights[row], margins[row], sessions[row], resolved[row], groups[row]);
            }
        }
        return builder.build();
    }

    float[] values() {
        return values;
    }

    float[] labels() {
        return labels;
    }

    float[] weights() {
        return weights;
    }

    float[] margins() {
        return margins;
    }

    boolean hasMargins() {
        for (float margin : margins) {
            if (margin != 0) {
                return true;
            }
        }
        return false;
    }

    /** Collects rows. */
    public static final class Builder {

        private final List<String> columns;
        private int size;
        private float[] values = new float[0];
        private float[] labels = new float[0];
        private float[] weights = new float[0];
        private float[] margins = new float[0];
        private int[] sessions = new int[0];
        private int[] resolved = new int[0];
        private int[] groups = new int[0];

        private Builder(List<String> columns) {
            this.columns = columns;
        }

        /**
         * Adds a row of weight 1.
         *
         * @throws ModelException if a value or the label is not finite; the message names the column and the session row
         */
        public Builder add(double[] row, double label, int session, int resolvedAt, int group) {
            return add(row, label, 1, 0, session, resolvedAt, group);
        }

        /**
         * Adds a row.
         *
         * @throws ModelException if a value, the label, the weight or the margin is not finite
         */
        public Builder add(
                double[] row, double label, double weight, double margin, int session, int resolvedAt, int group) {
            requireWidth(row.length);
            float[] narrowed = Floats.narrowed(row);
            for (int i = 0; i < row.length; i++) {
                requireFinite(narrowed[i], columns.get(i), session);
            }
            requireFinite((float) label, "label", session);
            requireFinite((float) weight, "weight", session);
            requireFinite((float) margin, "margin", session);
            return append(narrowed, (float) label, (float) weight, (float) margin, session, resolvedAt, group);
        }

        private void requireWidth(int values) {
            if (values != columns.size()) {
                throw new IllegalArgumentException("expected " + columns.size() + " values, was " + values);
            }
        }

        private static void requireFinite(double value, String name, int session) {
            if (!Double.isFinite(value)) {
                throw new ModelException(
                        name + " must be finite to be learned from, was " + value + " in history row " + session);
            }
        }

        private Builder append(
                float[] row, float label, float weight, float margin, int session, int resolvedAt, int group) {
            int width = columns.size();
            if (size == labels.length) {
                grow(width);
            }
            System.arraycopy(row, 0, values, size * width, width);
            labels[size] = label;
            weights[size] = weight;
            margins[size] = margin;
            sessions[size] = session;
            resolved[size] = resolvedAt;
            groups[size] = group;
            size++;
            return this;
        }

        private void grow(int width) {
            int capacity = Math.max(1024, size * 2);
            values = Arrays.copyOf(values, capacity * width);
            labels = Arrays.copyOf(labels, capacity);
            weights = Arrays.copyOf(weights, capacity);
            margins = Arrays.copyOf(margins, capacity);
            sessions = Arrays.copyOf(sessions, capacity);
            resolved = Arrays.copyOf(resolved, capacity);
            groups = Arrays.copyOf(groups, capacity);
        }

        /** The rows added so far. */
        public SupervisedRows build() {
            return new SupervisedRows(this);
        }
    }
}
