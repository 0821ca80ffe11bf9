package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.MarketDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a file to the newest schema, one numbered script after the other, and refuses files that are not ours. */
final class StoreSchema {

    /** Script {@code i} leads from schema version {@code i} to {@code i + 1}. Never edit one that was released. */
    private static final List<String> SCRIPTS = List.of("001-bars-quotes-chains-attempts.sql");

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

    private static int version(Connection connection, Path path) throws SQLException {
        int application = pragma(connection, "application_id");
        int version = pragma(connection, "user_version");
        if (application != APPLICATION_ID && !isBlank(connection)) {
            throw new MarketDataException(path + ": is an SQLite database of something else (application_id "
                    + application + "); name another file for the store");
        }
        if (version > VERSION) {
            throw new MarketDataException(path + ": the store has schema version " + version
                    + ", this release knows versions up to " + VERSION
                    + "; use the newer release that wrote it, or another file");
        }
        return version;
    }

    private static boolean isBlank(Connection connection) throws SQLException {
        return Sql.list(connection, row -> row.getInt(1), "SELECT 1 FROM sqlite_master LIMIT 1")
                .isEmpty();
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        return Sql.first(connection, row -> row.getInt(1), "PRAGMA " + name).orElse(0);
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
