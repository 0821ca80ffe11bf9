package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.io.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a file to the newest schema, one numbered script after the other, and refuses files that are not ours. */
final class StoreSchema {

    /** Script {@code i} leads from schema version {@code i} to {@code i + 1}. Never edit one that was released. */
    private static final List<String> SCRIPTS =
            List.of("001-bars-quotes-chains-attempts.sql", "002-overruled-bars.sql");

    /** The four letters AEGI, by which {@code file} and SQLite tools can tell the store. */
    static final int APPLICATION_ID = 0x41454749;

    static final int VERSION = SCRIPTS.size();

    private StoreSchema() {}

    /** Leaves the connection in auto-commit mode, the file in WAL mode and the schema at {@link #VERSION}. */
    static void prepare(Connection connection, Path path) throws SQLException {
        if (version(connection, path) < VERSION) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
            }
            migrate(connection, path);
        }
    }

    /** All of it in one statement: between two, another run may make the store. */
    private static int version(Connection connection, Path path) throws SQLException {
        Stamp stamp = Sql.first(
                        connection,
                        Stamp::read,
                        "SELECT (SELECT application_id FROM pragma_application_id) AS application_id,"
                                + " (SELECT user_version FROM pragma_user_version) AS user_version,"
                                + " (SELECT count(*) FROM sqlite_master) AS tables")
                .orElseThrow();
        if (stamp.applicationId() != APPLICATION_ID && stamp.tables() > 0) {
            throw new MarketDataException(path + ": is an SQLite database of something else (application_id "
                    + stamp.applicationId() + "); name another file for the store");
        }
        if (stamp.version() > VERSION) {
            throw new MarketDataException(path + ": the store has schema version " + stamp.version()
                    + ", this release knows versions up to " + VERSION
                    + "; use the newer release that wrote it, or another file");
        }
        return stamp.version();
    }

    private record Stamp(int applicationId, int version, int tables) {

        static Stamp read(ResultSet row) throws SQLException {
            return new Stamp(row.getInt("application_id"), row.getInt("user_version"), row.getInt("tables"));
        }
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
        String resource = "/io/aegismatrix/data/store/" + name;
        try (InputStream in = StoreSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new MarketDataException("resource " + resource + " is missing from the aegis-data artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MarketDataException("resource " + resource + " cannot be read", e);
        }
    }
}
