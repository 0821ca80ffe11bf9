package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/**
 * The file of the store: opens it, keeps its schema current, runs work in one transaction and says what went wrong in
 * words a person can act on.
 */
final class StoreFile {

    /** What to do about a damaged file. */
    static final String REPLACE = "move it away, together with the files of the same name ending in -wal and -shm,"
            + " then put a copy back or fetch into a new one";

    /** What is done with an open connection, inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Path path;
    private final Duration patience;

    /**
     * Creates a handle; nothing is opened yet.
     *
     * @param patience how long to wait for another writer
     */
    StoreFile(Path path, Duration patience) {
        this.path = path.toAbsolutePath().normalize();
        this.patience = patience;
    }

    Path path() {
        return path;
    }

    /** Runs {@code work} on one consistent state of the file, which must exist; writers are not held up. */
    <T> T read(Work<T> work) {
        if (!Files.isRegularFile(path)) {
            throw new MarketDataException(path + ": there is no such store yet; fetch into it first");
        }
        return run(TransactionMode.DEFERRED, false, work);
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
            throw new MarketDataException(path + ": is a folder; name a file for the store");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new MarketDataException(
                    folder + ": the folder for the store cannot be made (" + IoReason.of(e)
                            + "); name another or make it yourself",
                    e);
        }
    }

    private <T> T run(TransactionMode mode, boolean create, Work<T> work) {
        try (Connection connection = open(mode, create)) {
            StoreSchema.prepare(connection, path);
            connection.setAutoCommit(false);
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    /** A file address rather than the bare path: a question mark in a folder's name is not the start of options. */
    private Connection open(TransactionMode mode, boolean create) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        if (!create) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setTransactionMode(mode);
        config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        return config.createConnection("jdbc:sqlite:" + path.toUri());
    }

    private MarketDataException problem(SQLException e) {
        return new MarketDataException(path + ": " + advice(e), e);
    }

    private String advice(SQLException e) {
        String said = " (" + e.getMessage() + ")";
        int code = e.getErrorCode();
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another run has been writing to the store for " + patience.toSeconds() + " s" + said
                    + "; try again, or end the run that holds it";
        }
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return "the store is damaged or no SQLite database" + said + "; " + REPLACE;
        }
        if (code == SQLiteErrorCode.SQLITE_CANTOPEN.code
                || code == SQLiteErrorCode.SQLITE_READONLY.code
                || code == SQLiteErrorCode.SQLITE_PERM.code) {
            return "the store cannot be opened or written" + said + "; this user must be able to write the file and"
                    + " its folder, which also holds the files ending in -wal and -shm";
        }
        if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return "the disk is full" + said + "; nothing of this run was stored";
        }
        if (code == 0 && e.getCause() != null) {
            return "SQLite's library cannot be loaded (" + e.getCause()
                    + "); point -Dorg.sqlite.tmpdir to a folder that may hold libraries";
        }
        return "the store failed" + said;
    }
}
