package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.IoReason;
import io.aegismatrix.data.io.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** The file of the log: opens it for one piece of work in one transaction, and says what went wrong. */
final class LogFile {

    private static final double MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What an inference may wait for; beyond the time it waits for other writers. */
    private static final Duration QUICK = Duration.ofSeconds(30);

    /** What looks at everything, or takes an older log over, may take: years of rows on a slow disk. */
    private static final Duration LONG = Duration.ofMinutes(15);

    private static final String REPLACE = "move it away, together with the files of the same name ending in -wal and"
            + " -shm, then put a copy back or let the next run begin a new one";

    /** What is done with an open connection, inside one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Path path;
    private final Duration limit;

    /** One whose work may be long. */
    LogFile(Path path) {
        this(path, LONG);
    }

    LogFile(Path path, Duration limit) {
        this.path = path.toAbsolutePath().normalize();
        this.limit = limit;
    }

    /** The same file for work that a run waits for. */
    LogFile quick() {
        return new LogFile(path, QUICK);
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Runs {@code work} on one consistent state of the file, which must exist; writers are not held up. */
    <T> T read(Work<T> work) {
        requireFile();
        return run(TransactionMode.DEFERRED, Optional.empty(), sound(work));
    }

    /** What is done with a connection to a file whose triggers, indexes or views may differ from the log's. */
    @FunctionalInterface
    interface Inspection<T> {
        T on(Connection connection, Optional<String> difference) throws SQLException;
    }

    /** Looks into a file that need not be sound, for what of it still is; its tables must be the log's. */
    <T> T inspect(Inspection<T> inspection) {
        requireFile();
        return run(
                TransactionMode.DEFERRED,
                Optional.empty(),
                connection -> inspection.on(connection, LogSchema.differenceBesidesTables(connection, path)));
    }

    /** Refuses a file with a damaged page, or a row that lost the one it belongs to. */
    void requireWhole(Connection connection) throws SQLException {
        List<String> damage = Sql.list(
                connection,
                row -> row.getString("damage"),
                "SELECT integrity_check AS damage FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
                        + " UNION ALL SELECT 'row ' || \"rowid\" || ' of ' || \"table\" || ' lost the ' || parent || ' it"
                        + " belongs to' FROM pragma_foreign_key_check LIMIT 1");
        if (!damage.isEmpty()) {
            throw damaged(damage.get(0));
        }
    }

    /** What is said of a log that cannot be relied on. */
    PredictionLogException damaged(String what) {
        return new PredictionLogException(path + ": the prediction log is damaged (" + what + "); " + REPLACE, null);
    }

    /**
     * Runs {@code work} as the only writer and links what it adds, creating the file and its folder where they are missing
     * and taking an older log over. When this returns, everything written is on disk; when it throws, nothing is.
     *
     * @param now for the note of a log that is taken over
     */
    <T> T write(Instant now, Work<T> work) {
        createFolder();
        return run(TransactionMode.IMMEDIATE, Optional.of(now), sound(connection -> {
            ChainWriter writer = ChainWriter.fromHere(connection);
            T result = work.on(connection);
            writer.link();
            return result;
        }));
    }

    private <T> Work<T> sound(Work<T> work) {
        return connection -> {
            LogSchema.requireOurs(connection, path);
            return work.on(connection);
        };
    }

    private void requireFile() {
        if (!Files.isRegularFile(path)) {
            throw new PredictionLogException(
                    path + ": there is no such prediction log yet; 'infer' begins it, --log names another", null);
        }
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

    private <T> T run(TransactionMode mode, Optional<Instant> writing, Work<T> work) {
        try (Connection connection = open(mode, writing.isPresent())) {
            TimeLimit.set(connection, LONG);
            if (writing.isPresent() || LogSchema.version(connection, path) == 0) {
                LogSchema.migrate(connection, path, writing.orElse(Instant.EPOCH));
            }
            TimeLimit.set(connection, limit);
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

    private String advice(SQLException e) {
        String said = " (" + e.getMessage() + ")";
        int code = e.getErrorCode();
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return "another run has been writing to the prediction log for " + PATIENCE.toSeconds() + " s" + said
                    + "; try again, or end the run that holds it";
        }
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT.code) {
            return "the prediction log did not answer within " + limit.toMillis() / MILLIS + " s" + said
                    + "; nothing was written. 'aegis log verify' says whether something else changed it";
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
