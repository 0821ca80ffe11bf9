package io.aegismatrix.runner.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Binds by position and maps rows: all that the log needs on top of JDBC. */
final class Sql {

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Sql() {}

    static <T> List<T> list(Connection connection, RowReader<T> reader, String sql, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    /** The number in the first column of the only row. */
    static long number(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        return list(connection, row -> row.getLong(1), sql, arguments).get(0);
    }

    /** Number of rows inserted. */
    static int insert(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        bind(statement, arguments);
        return statement.executeUpdate();
    }

    static int insert(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return insert(statement, arguments);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }

    static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static double orNan(ResultSet row, String column) throws SQLException {
        return optional(row, column).orElse(Double.NaN);
    }
}
