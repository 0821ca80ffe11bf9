package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Links the rows one transaction adds: tables in their order, rows by id. */
final class ChainWriter {

    private static final String LINK = "INSERT INTO chain (seq, kind, row_id, hash) VALUES (?, ?, ?, ?)";

    private final Connection connection;
    private final RowDigest digest = new RowDigest();
    private final Map<LogTable, Long> before;
    private LogHead head;

    private ChainWriter(Connection connection, Map<LogTable, Long> before, LogHead head) {
        this.connection = connection;
        this.before = before;
        this.head = head;
    }

    /** For a log none of whose rows is linked yet. */
    static ChainWriter fromTheFirstRow(Connection connection) {
        Map<LogTable, Long> none = new EnumMap<>(LogTable.class);
        for (LogTable table : LogTable.values()) {
            none.put(table, Long.MIN_VALUE);
        }
        return new ChainWriter(connection, none, LogHead.none());
    }

    /** Of what is added from now on. */
    static ChainWriter fromHere(Connection connection) throws SQLException {
        Map<LogTable, Long> highest = new EnumMap<>(LogTable.class);
        for (LogTable table : LogTable.values()) {
            highest.put(
                    table, Sql.number(connection, "SELECT ifnull(max(" + table.key() + "), 0) FROM " + table.table()));
        }
        return new ChainWriter(connection, highest, head(connection));
    }

    /** How the log stands. */
    static LogHead head(Connection connection) throws SQLException {
        return Sql.list(
                        connection,
                        row -> LogHead.of(row.getLong("seq"), row.getBytes("hash")),
                        "SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1")
                .stream()
                .findFirst()
                .orElseGet(LogHead::none);
    }

    /** Notes that the record was taken as it stood. */
    void seam(Instant at, LogSeam.Kind kind, long rows, long gaps, String detail) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO seam (at, kind, rows, gaps, detail) VALUES (?, ?, ?, ?, ?)",
                at.toString(),
                kind.id(),
                rows,
                gaps,
                detail);
    }

    /** Links what was added since this was made, and gives how the log stands now. */
    LogHead link() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LINK)) {
            for (LogTable table : LogTable.values()) {
                link(table, insert);
            }
        }
        return head;
    }

    private void link(LogTable table, PreparedStatement insert) throws SQLException {
        try (PreparedStatement added = connection.prepareStatement(table.added())) {
            added.setObject(1, before.get(table));
            byte[] hash = head.bytes();
            long rows = head.rows();
            try (ResultSet row = added.executeQuery()) {
                while (row.next()) {
                    hash = digest.of(hash, table, row, 0);
                    rows++;
                    Sql.update(insert, rows, table.code(), row.getLong(1), hash);
                }
            }
            head = LogHead.of(rows, hash);
        }
    }
}
