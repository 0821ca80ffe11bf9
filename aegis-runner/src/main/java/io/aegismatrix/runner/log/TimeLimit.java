package io.aegismatrix.runner.log;

import com.google.common.base.Stopwatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/** Ends what SQLite does on a connection once the time is up, wherever it is: a file decides how long a statement takes. */
final class TimeLimit extends ProgressHandler {

    /** Steps of SQLite's machine between two looks at the time: some milliseconds. */
    private static final int STEPS = 50_000;

    private final Stopwatch running = Stopwatch.createStarted();
    private final Duration limit;

    private TimeLimit(Duration limit) {
        this.limit = limit;
    }

    /** From now on; takes the place of an earlier limit. */
    static void set(Connection connection, Duration limit) throws SQLException {
        ProgressHandler.setHandler(connection, STEPS, new TimeLimit(limit));
    }

    @Override
    protected int progress() {
        return running.elapsed().compareTo(limit) > 0 ? 1 : 0;
    }
}
