package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a log holds.
 *
 * @param version schema version
 * @param holdings one entry an underlying, engine and kind
 * @param proof that its rows are what was written; empty if that was not looked at, or rows have no links yet
 */
public record LogSummary(int version, List<Holding> holdings, Optional<LogProof> proof) {

    /**
     * Forecasts of one engine.
     *
     * @param underlying the index, marked where its prices are invented
     * @param engine the engine
     * @param kind champion or challenger
     * @param versions versions that spoke
     * @param sessions decision sessions
     * @param forecasts forecasts
     * @param outcomes outcomes known
     * @param last newest decision session
     */
    public record Holding(
            String underlying,
            String engine,
            String kind,
            int versions,
            int sessions,
            long forecasts,
            long outcomes,
            String last) {}

    private static final String SQL = "SELECT m.underlying || iif(m.synthetic, ' (invented)', '') AS underlying,"
            + " p.engine, p.kind, count(DISTINCT p.version) AS versions,"
            + " count(DISTINCT m.decision_session) AS sessions, max(m.decision_session) AS last,"
            + " sum((SELECT count(*) FROM forecast f WHERE f.publication_id = p.id)) AS forecasts,"
            + " sum((SELECT count(*) FROM outcome o WHERE o.publication_id = p.id)) AS outcomes"
            + " FROM publication p JOIN moment m ON m.id = p.moment_id"
            + " GROUP BY m.underlying, m.synthetic, p.engine, p.kind"
            + " ORDER BY m.underlying, m.synthetic, p.engine, p.kind";

    /** Copies the list. */
    public LogSummary {
        holdings = List.copyOf(holdings);
    }

    static LogSummary read(Connection connection, int version, Optional<LogProof> proof) throws SQLException {
        return new LogSummary(
                version,
                Sql.list(
                        connection,
                        row -> new Holding(
                                row.getString("underlying"),
                                row.getString("engine"),
                                row.getString("kind"),
                                row.getInt("versions"),
                                row.getInt("sessions"),
                                row.getLong("forecasts"),
                                row.getLong("outcomes"),
                                row.getString("last")),
                        SQL),
                proof);
    }
}
