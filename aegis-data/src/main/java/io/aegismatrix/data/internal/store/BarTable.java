package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One table of bars together with the table of its revisions; daily and intraday bars differ in their columns only. */
final class BarTable {

    /** Source, key, values and the moment twice: what another source says of a daily bar that is the exchange's own. */
    static final String INSERT_OVERRULED_SQL =
            "INSERT INTO daily_bar_overruled (source, instrument_id, session, open, high, low, close, volume, first_seen,"
                    + " last_seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                    + " first_seen = min(first_seen, excluded.first_seen),"
                    + " last_seen = max(last_seen, excluded.last_seen)";

    static final BarTable DAILY =
            new BarTable("daily_bar", List.of("session"), List.of("open", "high", "low", "close", "volume"));
    static final BarTable INTRADAY =
            new BarTable("intraday_bar", List.of("interval_seconds", "start"), List.of("open", "high", "low", "close"));

    private final String name;
    private final List<String> keys;
    private final List<String> values;

    private BarTable(String name, List<String> ownKeys, List<String> values) {
        this.name = name;
        this.keys = new ArrayList<>(List.of("instrument_id"));
        this.keys.addAll(ownKeys);
        this.values = values;
    }

    /**
     * The bars as they were known at a moment, in key order: where a bar was revised later, what it said before.
     *
     * @param condition restricts the bars {@code b}, such as {@code b.session <= ?}
     * @param arguments instrument first, then those of the condition
     */
    <T> List<T> knownAt(
            Connection connection, long moment, Sql.RowReader<T> reader, String condition, Object... arguments)
            throws SQLException {
        List<Object> all = new ArrayList<>(List.of(moment));
        Collections.addAll(all, arguments);
        String sql = "SELECT " + listed(keys, key -> "b." + key) + ", "
                + listed(values, value -> "coalesce(r.old_" + value + ", b." + value + ") AS " + value)
                + " FROM " + name + " b LEFT JOIN " + name + "_revision r ON r.id = (SELECT x.id FROM " + name
                + "_revision x WHERE " + joined(keys, key -> "x." + key + " = b." + key)
                + " AND x.revised_at > ? ORDER BY x.revised_at, x.id LIMIT 1)"
                + " WHERE b.instrument_id = ? AND " + condition + " ORDER BY " + listed(keys, key -> "b." + key);
        return Sql.list(connection, reader, sql, all.toArray());
    }

    String insertSql() {
        return "INSERT INTO " + name + " (" + String.join(", ", keys) + ", " + String.join(", ", values)
                + ", source, first_seen, last_seen) VALUES (" + marks(keys.size() + values.size() + 3)
                + ") ON CONFLICT DO NOTHING";
    }

    /** Marks bars that still say the same as seen again: moment, key, values, moment. */
    String touchSql() {
        return "UPDATE " + name + " SET last_seen = max(last_seen, ?) WHERE " + isKey() + " AND "
                + joined(values, value -> value + " = ?") + " AND first_seen <= ?";
    }

    String findSql() {
        return "SELECT " + String.join(", ", values) + ", source, first_seen, last_seen FROM " + name + " WHERE "
                + isKey();
    }

    /** What a bar said before its first revision after a moment: key, moment. */
    String findBeforeRevisionSql() {
        return "SELECT " + listed(values, value -> "old_" + value + " AS " + value) + " FROM " + name
                + "_revision WHERE " + isKey() + " AND revised_at > ? ORDER BY revised_at, id LIMIT 1";
    }

    /** Key, moment, old source, old values, new source, new values. */
    String insertRevisionSql() {
        return "INSERT INTO " + name + "_revision (" + String.join(", ", keys) + ", revised_at, old_source, "
                + listed(values, value -> "old_" + value) + ", new_source, "
                + listed(values, value -> "new_" + value) + ") VALUES (" + marks(keys.size() + 2 * values.size() + 3)
                + ")";
    }

    /** Values, source, moment, key. */
    String replaceSql() {
        return "UPDATE " + name + " SET " + listed(values, value -> value + " = ?")
                + ", source = ?, last_seen = ? WHERE " + isKey();
    }

    /** Source, key: whose bar it is, where another source has said the same. */
    String confirmSql() {
        return "UPDATE " + name + " SET source = ? WHERE " + isKey();
    }

    /** Moment, key. */
    String seenEarlierSql() {
        return "UPDATE " + name + " SET first_seen = ? WHERE " + isKey();
    }

    List<Double> values(ResultSet row) throws SQLException {
        List<Double> found = new ArrayList<>();
        for (String value : values) {
            found.add(row.getDouble(value));
        }
        return found;
    }

    private String isKey() {
        return joined(keys, key -> key + " = ?");
    }

    private static String listed(List<String> columns, Function<String, String> form) {
        return columns.stream().map(form).collect(Collectors.joining(", "));
    }

    private static String joined(List<String> columns, Function<String, String> form) {
        return columns.stream().map(form).collect(Collectors.joining(" AND "));
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** Flattens lists and single values into the arguments of a statement. */
    static @Nullable Object[] arguments(Object... parts) {
        List<Object> all = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof List<?> list) {
                all.addAll(list);
            } else {
                all.add(part);
            }
        }
        return all.toArray();
    }
}
