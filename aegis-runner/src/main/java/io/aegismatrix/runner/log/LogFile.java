package io.aegismatrix.runner.log;

import io.aegismatrix.data.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** The file of the log: opens it for one piece of work in one transaction, and says what went wrong. */
final class LogFile {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String REPLACE = "move it away, together with the files of the same name ending in -wal and"
            + " -shm, then put a copy back or let the next run begin a new one";

    /** What is done with an open connection, inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Path path;

    LogFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Runs {@code work} on one consistent state of the file, which must exist; writers are not held up. */
    <T> T read(Work<T> work) {
        if (!Files.isRegularFile(path)) {
            throw new PredictionLogException(
                    path + ": there is no such prediction log yet; 'infer' begins it, --log names another", null);
        }
        return run(TransactionMode.DEFERRED, false, work);
    }

    /** The same, after a look at every page of the file and every reference in it. */
    <T> T readWhole(Work<T> work) {
        return read(connection -> {
            requireWhole(connection);
            return work.on(connection);
        });
    }

    private void requireWhole(Connection connection) throws SQLException {
        List<String> damage = Sql.list(
                connection,
                row -> row.getString("damage"),
                "SELECT integrity_check AS damage FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
                        + " UNION ALL SELECT 'row ' || \"rowid\" || ' of ' || \"table\" || ' lost the ' || parent || ' it"
                        + " belongs to' FROM pragma_foreign_key_check LIMIT 1");
        if (!damage.isEmpty()) {
            throw new PredictionLogException(
                    path + ": the prediction log is damaged (" + damage.get(0) + "); " + REPLACE, null);
        }
    }

    /**
     * Runs {@code work} as the only writer, creating the file and its folder where they are missing. When this returns,
     * everything written is on disk; when it throws, nothing is.
     */
    <T> T write(Work<T> work) {
        createFolder();
        return run(TransactionMode.IMMEDIATE, true, work);
    }

    private void createFolder() {
        Path folder = path.getParent();
        if (folder == null || Files.isDirectory(path)) {
            throw new PredictionLogException(path + ": is a folder; name a file with --log", null);
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new PredictionLogException(
                    folder + ": the folder for the prediction log cannot be made (" + IoReason.of(e)
                            + "); make it, or name another" + " file with --log",
                    e);
        }
    }

    private <T> T run(TransactionMode mode, boolean create, Work<T> work) {
        try (Connection connection = open(mode, create)) {
            LogSchema.prepare(connection, path);
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw new PredictionLogException(path + ": " + advice(e), e);
        }
    }

    /** A file address rather than the bare path: a question mark in a folder's name is not the start of options. */
    private Connection open(TransactionMode mode, boolean create) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        if (!create) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setTransactionMode(mode);
        config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        return config.createConnection("jdbc:sqlite:" + path.toUri());
    }

    private static String advice(SQLException e) {
        String said = " (" + e.getMessage() + ")";
        int code = e.getErrorCode();
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another run has been writing to the prediction log for " + PATIENCE.toSeconds() + " s" + said
                    + "; try again, or end the run that holds it";
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return "the prediction log is damaged or no SQLite database" + said + "; " + REPLACE;
        }
        if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return "the prediction log cannot be opened or written" + said + "; this user must be able to write the"
                    + " file and its folder, which also holds the files ending in -wal and -shm";
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return "the disk is full" + said + "; nothing of this run was logged";
        }
        if (code == 0 && e.getCause() != null) {
            return "SQLite's library cannot be loaded (" + e.getCause()
                    + "); point -Dorg.sqlite.tmpdir to a folder that may hold libraries";
        }
        return "the prediction log failed" + said;
    }
}
