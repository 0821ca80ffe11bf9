package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings a log to the newest schema, one numbered script after the other, and refuses files that are none. */
final class LogSchema {

    /** Script {@code i} leads from schema version {@code i} to {@code i + 1}. Never edit one that was released. */
    private static final List<String> SCRIPTS = List.of("001-forecasts-outcomes.sql", "002-chain.sql");

    /** The four letters AEGL, by which {@code file} and SQLite tools can tell the log. */
    static final int APPLICATION_ID = 0x4145474C;

    static final int VERSION = SCRIPTS.size();

    /** The first version whose rows are chained. */
    static final int CHAINED = 2;

    private LogSchema() {}

    private record Stamp(int applicationId, int version, int tables) {

        static Stamp read(ResultSet row) throws SQLException {
            return new Stamp(row.getInt("application_id"), row.getInt("user_version"), row.getInt("tables"));
        }
    }

    /** The schema version; 0 for an empty file. All of it in one statement: between two, another run may make the log. */
    static int version(Connection connection, Path path) throws SQLException {
        Stamp stamp = Sql.list(
                        connection,
                        Stamp::read,
                        "SELECT (SELECT application_id FROM pragma_application_id) AS application_id,"
                                + " (SELECT user_version FROM pragma_user_version) AS user_version,"
                                + " (SELECT count(*) FROM sqlite_master) AS tables")
                .get(0);
        if (stamp.applicationId() != APPLICATION_ID && stamp.tables() > 0) {
            throw new PredictionLogException(
                    path + ": is an SQLite database of something else (application_id " + stamp.applicationId()
                            + "); name another file with --log",
                    null);
        }
        if (stamp.version() > VERSION) {
            throw new PredictionLogException(
                    path + ": the prediction log has schema version " + stamp.version()
                            + ", this release knows versions up to " + VERSION
                            + "; use the newer release that wrote it, or name another file with --log",
                    null);
        }
        return stamp.version();
    }

    /** Refuses a log with other tables, triggers, indexes or views than its version makes, and gives the version. */
    static int requireOurs(Connection connection, Path path) throws SQLException {
        int version = version(connection, path);
        SchemaCheck.difference(connection, version).ifPresent(difference -> {
            throw refused(path, difference);
        });
        return version;
    }

    /** What differs in triggers, indexes and views; a log with other tables is refused. */
    static Optional<String> differenceBesidesTables(Connection connection, Path path) throws SQLException {
        Optional<String> difference = SchemaCheck.difference(connection, version(connection, path));
        difference.filter(SchemaCheck::isOfTables).ifPresent(tables -> {
            throw refused(path, tables);
        });
        return difference;
    }

    private static PredictionLogException refused(Path path, String difference) {
        return new PredictionLogException(
                path + ": the prediction log was changed by something else: " + difference
                        + "; nothing of it is relied on until that is mended, or a copy is put back",
                null);
    }

    /**
     * Brings the file to {@link #VERSION}, in one transaction; an older log is taken over with the fact noted in it. Leaves
     * the connection in auto-commit mode and the file in WAL mode.
     */
    static void migrate(Connection connection, Path path, Instant now) throws SQLException {
        if (version(connection, path) == VERSION) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("BEGIN IMMEDIATE");
            // Read again under the write lock: another run may have been quicker.
            int version = requireOurs(connection, path);
            runScripts(connection, version, VERSION);
            if (version > 0 && version < CHAINED) {
                takeOver(connection, now);
            }
            statement.execute("PRAGMA user_version = " + VERSION);
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("COMMIT");
        }
    }

    private static void takeOver(Connection connection, Instant now) throws SQLException {
        long rows = 0;
        long gaps = 0;
        for (LogTable table : LogTable.values()) {
            long count = Sql.number(connection, "SELECT count(*) FROM " + table.table());
            rows += count;
            if (table.grows()) {
                gaps += Sql.number(
                        connection, "SELECT ifnull(max(" + table.key() + "), 0) - ? FROM " + table.table(), count);
            }
        }
        ChainWriter writer = ChainWriter.fromTheFirstRow(connection);
        writer.seam(now, LogSeam.Kind.TAKEN_OVER, rows, gaps, "from schema version 1");
        writer.link();
    }

    /** Runs the scripts that lead from one version to another. */
    static void runScripts(Connection connection, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int next = from; next < to; next++) {
                statement.executeUpdate(script(SCRIPTS.get(next)));
            }
        }
    }

    private static String script(String name) {
        try (InputStream in = LogSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing from the aegis-runner artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resource " + name + " cannot be read", e);
        }
    }
}
