package io.aegismatrix.features;

import com.google.common.base.Suppliers;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Feature values, {@code [sessions][features]}: one row a session, one column a feature of the schema. Immutable.
 *
 * <p>A value is NaN while its feature warms up and on sessions for which one of its inputs is missing (the volatility
 * index has no bar, say). A row without NaN is complete.
 *
 * <p>A frame made for a forecast starts with the newest rows only and computes all of them once an earlier one is asked
 * for. So it answers as the whole frame does, to the bit, however far its reader looks back; looking further only costs
 * time. Thread-safe.
 */
public final class FeatureFrame {

    private final FeatureSchema schema;
    private final List<LocalDate> sessions;
    private final double[][] columns;
    private final boolean[] complete;
    private final int first;
    private final Supplier<FeatureFrame> whole;

    private FeatureFrame(
            FeatureSchema schema,
            List<LocalDate> sessions,
            double[][] columns,
            int first,
            Supplier<FeatureFrame> whole) {
        this.first = first;
        this.whole = whole;
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
        return newest(schema, sessions, columns, 0, () -> {
            throw new IllegalStateException("no row comes before the first");
        });
    }

    /**
     * The same where only the rows from {@code first} on were computed.
     *
     * @param whole computes all rows; asked at most once, and only if an earlier row is
     */
    static FeatureFrame newest(
            FeatureSchema schema,
            List<LocalDate> sessions,
            double[][] columns,
            int first,
            Supplier<FeatureFrame> whole) {
        Objects.requireNonNull(schema, "schema");
        if (columns.length != schema.size()) {
            throw new IllegalArgumentException("expected " + schema.size() + " feature columns, was " + columns.length);
        }
        for (int column = 0; column < columns.length; column++) {
            requireColumn(schema.names().get(column), sessions, columns[column]);
        }
        return new FeatureFrame(schema, List.copyOf(sessions), columns, first, Suppliers.memoize(whole::get));
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
        return reaching(row).columns[column][row];
    }

    private FeatureFrame reaching(int row) {
        return row >= first ? this : whole.get();
    }

    /** One value by feature name. @throws IllegalArgumentException if the schema has no such feature */
    public double value(int row, String feature) {
        return value(row, schema.indexOf(feature));
    }

    /** Whether every feature of the row is known. */
    public boolean complete(int row) {
        return reaching(row).complete[row];
    }

    /** First row from which on features can be complete; {@link #rows()} if there is none. */
    public int firstCompleteRow() {
        boolean[] known = reaching(0).complete;
        for (int row = 0; row < known.length; row++) {
            if (known[row]) {
                return row;
            }
        }
        return known.length;
    }

    /** A copy of one column by feature name. */
    public double[] column(String feature) {
        return reaching(0).columns[schema.indexOf(feature)].clone();
    }

    /** A copy of one row, in schema order. */
    public double[] row(int row) {
        double[][] computed = reaching(row).columns;
        double[] values = new double[computed.length];
        for (int column = 0; column < computed.length; column++) {
            values[column] = computed[column][row];
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
