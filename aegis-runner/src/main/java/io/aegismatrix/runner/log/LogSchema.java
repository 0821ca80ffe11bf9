package io.aegismatrix.runner.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a log to the newest schema, one numbered script after the other, and refuses files that are none. */
final class LogSchema {

    /** Script {@code i} leads from schema version {@code i} to {@code i + 1}. Never edit one that was released. */
    private static final List<String> SCRIPTS = List.of("001-forecasts-outcomes.sql");

    /** The four letters AEGL, by which {@code file} and SQLite tools can tell the log. */
    static final int APPLICATION_ID = 0x4145474C;

    static final int VERSION = SCRIPTS.size();

    private LogSchema() {}

    /** Leaves the connection in auto-commit mode, the file in WAL mode and the schema at {@link #VERSION}. */
    static void prepare(Connection connection, Path path) throws SQLException {
        if (version(connection, path) < VERSION) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
            migrate(connection, path);
        }
    }

    private record Stamp(int applicationId, int version, int tables) {

        static Stamp read(ResultSet row) throws SQLException {
            return new Stamp(row.getInt("application_id"), row.getInt("user_version"), row.getInt("tables"));
        }
    }

    /** All of it in one statement: between two, another run may make the log. */
    private static int version(Connection connection, Path path) throws SQLException {
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

    /** The version is read again once the write lock is held: another run may have been quicker. */
    private static void migrate(Connection connection, Path path) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (int next = version(connection, path); next < VERSION; next++) {
                statement.executeUpdate(script(SCRIPTS.get(next)));
                statement.execute("PRAGMA user_version = " + (next + 1));
            }
            statement.execute("PRAGMA application_id = " + APPLICATION_ID);
            statement.execute("COMMIT");
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
