package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;

/**
 * Holds the tables, indexes, triggers and views of a file against those its schema version makes: a trigger that is missing
 * no longer guards, and one that was put in acts with every row.
 */
final class SchemaCheck {

    private static final Map<Integer, SortedMap<String, String>> EXPECTED = new ConcurrentHashMap<>();
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** Made by SQLite itself, from constraints and by ANALYZE. */
    private static final String OWN = "SELECT type, name, tbl_name, sql FROM sqlite_master"
            + " WHERE NOT (type = 'table' AND name GLOB 'sqlite_stat[1-4]')";

    private SchemaCheck() {}

    /** What differs first, tables before all else, in words; empty if nothing does. */
    static Optional<String> difference(Connection connection, int version) throws SQLException {
        SortedMap<String, String> found = read(connection);
        SortedMap<String, String> expected = expected(version);
        Stream<String> changed = expected.entrySet().stream()
                .filter(part -> !part.getValue().equals(found.get(part.getKey())))
                .map(part -> "the " + part.getKey() + " is "
                        + (found.containsKey(part.getKey()) ? "another one than the log's" : "missing"));
        Stream<String> foreign = found.keySet().stream()
                .filter(part -> !expected.containsKey(part))
                .map(part -> "the " + part + " is none of the log's; if you put it there, drop it");
        return Stream.concat(changed, foreign).min(Comparator.comparing(difference -> !isOfTables(difference)));
    }

    /** Whether a difference is one of tables. */
    static boolean isOfTables(String difference) {
        return difference.startsWith("the table ");
    }

    private static SortedMap<String, String> expected(int version) throws SQLException {
        SortedMap<String, String> known = EXPECTED.get(version);
        if (known != null) {
            return known;
        }
        try (Connection memory = new SQLiteConfig().createConnection("jdbc:sqlite::memory:")) {
            LogSchema.runScripts(memory, 0, version);
            SortedMap<String, String> made = read(memory);
            EXPECTED.put(version, made);
            return made;
        }
    }

    private record Part(String name, String text) {}

    private static SortedMap<String, String> read(Connection connection) throws SQLException {
        List<Part> parts = Sql.list(
                connection,
                row -> {
                    String sql = row.getString("sql");
                    return new Part(
                            row.getString("type") + " " + row.getString("name"),
                            row.getString("tbl_name") + ": "
                                    + BLANKS.matcher(sql == null ? "" : sql).replaceAll(" "));
                },
                OWN);
        SortedMap<String, String> byName = new TreeMap<>();
        parts.forEach(part -> byName.put(part.name(), part.text()));
        return byName;
    }
}
