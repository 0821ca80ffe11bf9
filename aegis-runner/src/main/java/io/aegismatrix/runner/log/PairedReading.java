package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.runner.log.PairedLosses.Pair;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/** Reads what a challenger and the versions in use lost on the same market. */
final class PairedReading {

    /** Of each decision session the first moment at which both spoke, both without having seen what followed. */
    private static final String SQL = "WITH both AS (SELECT c.id AS challenger_id, p.id AS champion_id,"
            + " p.version AS champion, m.decision_session, min(printf('%s%012d', m.as_of, p.id))"
            + " FROM publication c JOIN moment m ON m.id = c.moment_id"
            + " JOIN publication p ON p.moment_id = c.moment_id AND p.engine = c.engine AND p.kind = 'champion'"
            + " WHERE c.kind = 'challenger' AND c.engine = ? AND c.version = ? AND c.in_sample = 0"
            + " AND p.in_sample = 0 AND p.version <> c.version AND m.underlying = ? AND m.synthetic = ?"
            + " GROUP BY m.decision_session)"
            + " SELECT b.decision_session, b.champion, o.target, o.horizon, o.parameter, n.loss AS champion_loss,"
            + " o.loss AS challenger_loss FROM both b JOIN outcome o ON o.publication_id = b.challenger_id"
            + " JOIN outcome n ON n.publication_id = b.champion_id AND n.target = o.target AND n.horizon = o.horizon"
            + " AND ifnull(n.parameter, -1) = ifnull(o.parameter, -1)"
            + " ORDER BY b.decision_session, o.target, o.horizon, o.parameter";

    private PairedReading() {}

    static PairedLosses read(
            Connection connection, String underlying, boolean synthetic, EngineId engine, String challenger)
            throws SQLException {
        return new PairedLosses(
                engine,
                challenger,
                Sql.list(
                        connection,
                        row -> new Pair(
                                LocalDate.parse(row.getString("decision_session")),
                                row.getString("target"),
                                row.getInt("horizon"),
                                Sql.orNan(row, "parameter"),
                                row.getString("champion"),
                                row.getDouble("champion_loss"),
                                row.getDouble("challenger_loss")),
                        SQL,
                        engine.id(),
                        challenger,
                        underlying,
                        synthetic ? 1 : 0));
    }
}
