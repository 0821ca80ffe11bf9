package io.aegismatrix.features;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Feature values, {@code [sessions][features]}: one row a session, one column a feature of the schema. Immutable.
 *
 * <p>A value is NaN while its feature warms up and on sessions for which one of its inputs is missing (the volatility
 * index has no bar, say). A row without NaN is complete.
 *
 * <p>A frame made for a forecast holds the newest rows only. Its earlier rows are not complete, and asking for a value of
 * one is an error: it would be taken for missing.
 */
public final class FeatureFrame {

    private final FeatureSchema schema;
    private final List<LocalDate> sessions;
    private final double[][] columns;
    private final boolean[] complete;
    private final int first;

    private FeatureFrame(FeatureSchema schema, List<LocalDate> sessions, double[][] columns, int first) {
        this.first = first;
        this.schema = schema;
        this.sessions = sessions;
        this.columns = columns;
        this.complete = new boolean[sessions.size()];
        Arrays.fill(complete, true);
        for (double[] column : columns) {
            for (int row = 0; row < complete.length; row++) {
                complete[row] &= !Double.isNaN(column[row]);
            }
        }
    }

    /**
     * Wraps computed columns; they are not copied, so the caller must give them away.
     *
     * @param columns {@code [features][sessions]}
     * @throws IllegalArgumentException if the shape does not match the schema, or a value is infinite
     */
    static FeatureFrame of(FeatureSchema schema, List<LocalDate> sessions, double[][] columns) {
        return newest(schema, sessions, columns, 0);
    }

    /**
     * The same where only the rows from {@code first} on were computed; those before must be NaN.
     */
    static FeatureFrame newest(FeatureSchema schema, List<LocalDate> sessions, double[][] columns, int first) {
        Objects.requireNonNull(schema, "schema");
        if (columns.length != schema.size()) {
            throw new IllegalArgumentException("expected " + schema.size() + " feature columns, was " + columns.length);
        }
        for (int column = 0; column < columns.length; column++) {
            requireColumn(schema.names().get(column), sessions, columns[column]);
        }
        return new FeatureFrame(schema, List.copyOf(sessions), columns, first);
    }

    private static void requireColumn(String name, List<LocalDate> sessions, double[] column) {
        if (column.length != sessions.size()) {
            throw new IllegalArgumentException(
                    name + ": expected " + sessions.size() + " values, was " + column.length);
        }
        for (int row = 0; row < column.length; row++) {
            if (Double.isInfinite(column[row])) {
                throw new IllegalArgumentException(
                        name + ": value must be finite, was " + column[row] + " on " + sessions.get(row));
            }
        }
    }

    /** Names, order and version of the columns. */
    public FeatureSchema schema() {
        return schema;
    }

    /** Number of sessions. */
    public int rows() {
        return sessions.size();
    }

    /** Trading day of a row. */
    public LocalDate session(int row) {
        return sessions.get(row);
    }

    /** One value; NaN where the feature is not known. */
    public double value(int row, int column) {
        requireComputed(row);
        return columns[column][row];
    }

    private void requireComputed(int row) {
        if (row < first) {
            throw new IllegalStateException("features of " + sessions.get(row)
                    + " were not computed: this frame was made for a forecast and starts on " + sessions.get(first));
        }
    }

    /** One value by feature name. @throws IllegalArgumentException if the schema has no such feature */
    public double value(int row, String feature) {
        return value(row, schema.indexOf(feature));
    }

    /** Whether every feature of the row is known. */
    public boolean complete(int row) {
        return complete[row];
    }

    /** First row from which on features can be complete; {@link #rows()} if there is none. */
    public int firstCompleteRow() {
        requireComputed(0);
        for (int row = 0; row < complete.length; row++) {
            if (complete[row]) {
                return row;
            }
        }
        return complete.length;
    }

    /** A copy of one column by feature name. */
    public double[] column(String feature) {
        requireComputed(0);
        return columns[schema.indexOf(feature)].clone();
    }

    /** A copy of one row, in schema order. */
    public double[] row(int row) {
        requireComputed(row);
        double[] values = new double[columns.length];
        for (int column = 0; column < columns.length; column++) {
            values[column] = columns[column][row];
        }
        return values;
    }

    /**
     * Names the features of a row that are not known, for messages.
     *
     * @return the names, in schema order; empty if the row is complete
     */
    public List<String> missing(int row) {
        return schema.names().stream()
                .filter(name -> Double.isNaN(value(row, name)))
                .toList();
    }
}
