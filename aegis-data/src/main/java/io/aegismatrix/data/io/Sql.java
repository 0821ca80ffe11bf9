package io.aegismatrix.data.io;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Binds by position and maps rows: all that store and prediction log need on top of JDBC. */
public final class Sql {

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** The value of the row the cursor stands on. */
        T read(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** All rows of a query. */
    public static <T> List<T> list(
            Connection connection, RowReader<T> reader, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return list(statement, reader, arguments);
        }
    }

    /** The first row of a query, if there is one. */
    public static <T> Optional<T> first(
            Connection connection, RowReader<T> reader, String sql, @Nullable Object... arguments) throws SQLException {
        return list(connection, reader, sql, arguments).stream().findFirst();
    }

    /** The number in the first column of the only row. */
    public static long number(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        return list(connection, row -> row.getLong(1), sql, arguments).get(0);
    }

    /** All rows of a prepared query. */
    public static <T> List<T> list(PreparedStatement statement, RowReader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        bind(statement, arguments);
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** Number of rows inserted or changed. */
    public static int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return update(statement, arguments);
        }
    }

    /** Number of rows inserted or changed. */
    public static int update(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        bind(statement, arguments);
        return statement.executeUpdate();
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    /** A value to bind: null where it is not known. */
    public static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** A value to bind: null for NaN. */
    public static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** The number in a column; empty for null. */
    public static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The number in a column; NaN for null. */
    public static double orNan(ResultSet row, String column) throws SQLException {
        return optional(row, column).orElse(Double.NaN);
    }
}
