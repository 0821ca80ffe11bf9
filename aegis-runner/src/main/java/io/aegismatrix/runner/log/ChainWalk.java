package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the chain and holds every row against its link. */
final class ChainWalk {

    private static final int LINK_COLUMNS = 4;
    private static final Map<LogTable, Integer> FIRST_COLUMN = new EnumMap<>(LogTable.class);
    private static final String SQL = sql();

    private final Connection connection;
    private final RowDigest digest = new RowDigest();
    private final Map<LogTable, Long> linked = new EnumMap<>(LogTable.class);
    private long rows;
    private byte[] hash;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();
    private Optional<String> breakage = Optional.empty();

    private ChainWalk(Connection connection, LogHead from) {
        this.connection = connection;
        this.rows = from.rows();
        this.hash = from.bytes();
    }

    /** All links with the row of each; the other tables' columns are null. */
    private static String sql() {
        StringBuilder columns = new StringBuilder("SELECT c.seq, c.kind, c.row_id, c.hash");
        StringBuilder joins = new StringBuilder(" FROM chain c");
        int next = LINK_COLUMNS;
        for (LogTable table : LogTable.values()) {
            FIRST_COLUMN.put(table, next);
            next += table.columns().size();
            String alias = "t" + table.code();
            table.columns()
                    .forEach(column ->
                            columns.append(", ").append(alias).append('.').append(column));
            joins.append(" LEFT JOIN ")
                    .append(table.table())
                    .append(' ')
                    .append(alias)
                    .append(" ON ");
            joins.append(alias).append('.').append(table.key());
            joins.append(" = CASE c.kind WHEN ").append(table.code()).append(" THEN c.row_id END");
        }
        return columns.append(joins).append(" WHERE c.seq > ? ORDER BY c.seq").toString();
    }

    /** The whole chain and every row. */
    static ChainWalk whole(Connection connection) throws SQLException {
        ChainWalk walk = new ChainWalk(connection, LogHead.none());
        walk.follow();
        if (walk.breakage.isEmpty()) {
            walk.findUnlinked();
        }
        return walk;
    }

    /** The newest links alone. */
    static ChainWalk tail(Connection connection, int links) throws SQLException {
        long from = Math.max(0, ChainWriter.head(connection).rows() - links);
        LogHead start = from == 0
                ? LogHead.none()
                : LogHead.of(from, hash(connection, from).orElse(new byte[32]));
        ChainWalk walk = new ChainWalk(connection, start);
        walk.follow();
        return walk;
    }

    /** The hash of a link; empty if there is no such link. */
    static Optional<byte[]> hash(Connection connection, long seq) throws SQLException {
        return Sql.list(connection, row -> row.getBytes(1), "SELECT hash FROM chain WHERE seq = ?", seq).stream()
                .findFirst();
    }

    private void follow() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setLong(1, rows);
            try (ResultSet row = statement.executeQuery()) {
                while (breakage.isEmpty() && row.next()) {
                    follow(row);
                }
            }
        }
    }

    private void follow(ResultSet row) throws SQLException {
        if (row.getLong(1) != rows + 1) {
            breakage = Optional.of("link " + (rows + 1) + " of the chain is missing");
            return;
        }
        Optional<LogTable> of = LogTable.of(row.getInt(2));
        if (of.isEmpty()) {
            breakage = Optional.of("link " + (rows + 1) + " of the chain is of kind '" + row.getString(2)
                    + "', which is no table of the log's");
            return;
        }
        LogTable table = of.get();
        long id = row.getLong(3);
        int before = FIRST_COLUMN.getOrDefault(table, 0);
        if (row.getObject(before + 1) == null) {
            breakage = Optional.of(name(table, id) + " is gone");
            return;
        }
        byte[] expected = digest.of(hash, table, row, before);
        if (!Arrays.equals(expected, row.getBytes(LINK_COLUMNS))) {
            breakage = Optional.of(name(table, id) + " does not fit: it, or its link " + (rows + 1)
                    + " of the chain, is not what was written");
            return;
        }
        rows++;
        hash = expected;
        linked.merge(table, 1L, Long::sum);
        if (table.time() >= 0) {
            note(table, row.getString(before + 1 + table.time()));
        }
    }

    private void note(LogTable table, String time) {
        try {
            Instant moment = Instant.parse(time);
            first = first.or(() -> Optional.of(moment));
            last = Optional.of(last.filter(moment::isBefore).orElse(moment));
        } catch (DateTimeException e) {
            breakage = Optional.of(
                    "link " + rows + " of the chain, of " + table.table() + ", has no time but '" + time + "'");
        }
    }

    private static String name(LogTable table, long id) {
        return "row " + id + " of " + table.table();
    }

    /** Ids are unique in the chain as in the tables, so as many rows as links are the same rows. */
    private void findUnlinked() throws SQLException {
        for (LogTable table : LogTable.values()) {
            long count = Sql.number(connection, "SELECT count(*) FROM " + table.table());
            if (count != linked.getOrDefault(table, 0L) && breakage.isEmpty()) {
                breakage = Optional.of(name(table, unlinked(table)) + " has no link: it was put in by something else");
            }
        }
    }

    private long unlinked(LogTable table) throws SQLException {
        Set<Long> known = new HashSet<>(
                Sql.list(connection, row -> row.getLong(1), "SELECT row_id FROM chain WHERE kind = ?", table.code()));
        return Sql.list(
                        connection,
                        row -> row.getLong(1),
                        "SELECT " + table.key() + " FROM " + table.table() + " ORDER BY " + table.key())
                .stream()
                .filter(id -> !known.contains(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("all rows of " + table.table() + " have a link"));
    }

    /** The last state that fits. */
    LogHead head() {
        return LogHead.of(rows, hash);
    }

    /** When the first row that tells its time was written. */
    Optional<Instant> first() {
        return first;
    }

    /** When the newest row that fits was written. */
    Optional<Instant> last() {
        return last;
    }

    /** What does not fit, if anything. */
    Optional<String> breakage() {
        return breakage;
    }
}
