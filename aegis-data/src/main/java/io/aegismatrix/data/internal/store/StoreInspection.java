package io.aegismatrix.data.internal.store;

import io.aegismatrix.data.DataQuality.SourceStamp;
import io.aegismatrix.data.MarketDataException;
import io.aegismatrix.data.StoreSummary;
import io.aegismatrix.data.StoreSummary.Holding;
import io.aegismatrix.data.io.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks a store through, page by page, and counts what is in it. */
public final class StoreInspection {

    private final StoreFile file;
    private final ZoneId zone;

    /**
     * Creates an inspection; nothing is opened yet.
     *
     * @param file the database file
     * @param zone the exchange's time zone
     * @param patience how long to wait for another process
     */
    public StoreInspection(Path file, ZoneId zone, Duration patience) {
        this.file = new StoreFile(file, patience);
        this.zone = zone;
    }

    /**
     * Checks the file and counts.
     *
     * @throws MarketDataException if the store is missing, damaged or not ours
     */
    public StoreSummary summary() {
        return file.read(this::summary);
    }

    private StoreSummary summary(Connection connection) throws SQLException {
        requireSound(connection);
        long bytes = number(connection, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
        long revisions = number(connection, "SELECT count(*) FROM bar_revisions");
        long attempts = number(connection, "SELECT count(*) FROM fetch_attempt");
        Optional<Instant> last = attempts == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(number(connection, "SELECT max(fetched_at) FROM fetch_attempt")));
        return new StoreSummary(file.path(), bytes, holdings(connection), revisions, attempts, last);
    }

    private void requireSound(Connection connection) throws SQLException {
        List<String> found = Sql.list(connection, row -> row.getString(1), "PRAGMA quick_check(3)");
        if (!found.equals(List.of("ok"))) {
            throw new MarketDataException(
                    file.path() + ": the store is damaged (" + String.join("; ", found) + "); " + StoreFile.REPLACE);
        }
    }

    private List<Holding> holdings(Connection connection) throws SQLException {
        List<Holding> all = new ArrayList<>(Sql.list(
                connection,
                row -> holding(
                        row,
                        SourceStamp.DAILY,
                        LocalDate.parse(row.getString("first")),
                        LocalDate.parse(row.getString("last"))),
                "SELECT i.name, count(*) AS count, min(b.session) AS first, max(b.session) AS last"
                        + " FROM daily_bar b JOIN instrument i ON i.id = b.instrument_id GROUP BY i.name"));
        all.addAll(Sql.list(
                connection,
                row -> holding(row, SourceStamp.INTRADAY + " " + row.getLong("seconds") / 60 + "m"),
                "SELECT i.name, b.interval_seconds AS seconds, count(*) AS count, min(b.start) AS first,"
                        + " max(b.start) AS last FROM intraday_bar b JOIN instrument i ON i.id = b.instrument_id"
                        + " GROUP BY i.name, b.interval_seconds"));
        all.addAll(Sql.list(
                connection,
                row -> holding(row, SourceStamp.QUOTE),
                "SELECT i.name, count(*) AS count, min(q.at) AS first, max(q.at) AS last"
                        + " FROM quote q JOIN instrument i ON i.id = q.instrument_id GROUP BY i.name"));
        all.addAll(Sql.list(
                connection,
                row -> holding(row, SourceStamp.OPTION_CHAIN),
                "SELECT i.name, count(*) AS count, min(c.as_of) AS first, max(c.as_of) AS last"
                        + " FROM option_chain c JOIN instrument i ON i.id = c.instrument_id GROUP BY i.name"));
        return all;
    }

    private Holding holding(ResultSet row, String kind) throws SQLException {
        return holding(row, kind, day(row.getLong("first")), day(row.getLong("last")));
    }

    private static Holding holding(ResultSet row, String kind, LocalDate first, LocalDate last) throws SQLException {
        return new Holding(row.getString("name"), kind, row.getLong("count"), first, last);
    }

    private LocalDate day(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds).atZone(zone).toLocalDate();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Sql.first(connection, row -> row.getLong(1), sql).orElse(0L);
    }
}
