package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Reads what was published first on each session, with the outcomes that are known. What only a morning can say of the session
 * about to open is that of the first morning: the evening before was the same session's first.
 */
final class FirstForecasts {

    /** The bare columns beside min() are those of its row, as SQLite promises. */
    private static final String SQL =
            "WITH said AS (SELECT p.id AS publication_id, m.as_of, m.decision_session, p.engine, p.version,"
                    + " EXISTS (SELECT 1 FROM forecast f WHERE f.publication_id = p.id"
                    + " AND f.output = 'preopen_volatility') AS morning"
                    + " FROM publication p JOIN moment m ON m.id = p.moment_id"
                    + " WHERE m.underlying = ? AND m.synthetic = ? AND p.kind = 'champion' AND p.in_sample = 0),"
                    + " first AS (SELECT publication_id, as_of, decision_session, engine, version, 0 AS of_morning,"
                    + " min(printf('%s%012d', as_of, publication_id)) FROM said GROUP BY engine, decision_session"
                    + " UNION ALL SELECT publication_id, as_of, decision_session, engine, version, 1,"
                    + " min(printf('%s%012d', as_of, publication_id)) FROM said WHERE morning"
                    + " GROUP BY engine, decision_session)"
                    + " SELECT s.decision_session, s.as_of, s.engine, s.version, s.target, s.horizon, s.parameter, s.value,"
                    + " o.metric, o.outcome, o.loss, o.baseline_loss, o.hit, o.baseline_hit, o.resolved"
                    + " FROM (SELECT p.*, f.id AS forecast_id, f.horizon, f.value, CASE f.output"
                    + " WHEN 'direction_up' THEN 'direction' WHEN 'preopen_direction_up' THEN 'preopen_direction'"
                    + " WHEN 'regime_low' THEN 'regime'"
                    + " WHEN 'path_range_lower' THEN 'path_range' WHEN 'close_range_lower' THEN 'close_range'"
                    + " ELSE f.output END AS target,"
                    + " CASE WHEN f.output IN ('direction_up', 'preopen_direction_up') THEN NULL ELSE f.parameter END AS parameter"
                    + " FROM first p JOIN forecast f ON f.publication_id = p.publication_id"
                    + " AND (f.output LIKE 'preopen%') = p.of_morning WHERE f.horizon > 0"
                    + " AND f.output NOT IN ('direction_neutral', 'direction_down', 'preopen_direction_neutral',"
                    + " 'preopen_direction_down', 'regime_medium', 'regime_high',"
                    + " 'regime_lower_threshold', 'regime_upper_threshold', 'path_range_upper', 'close_range_upper')) s"
                    + " LEFT JOIN outcome o ON o.publication_id = s.publication_id AND o.target = s.target"
                    + " AND o.horizon = s.horizon AND ifnull(o.parameter, -1) = ifnull(s.parameter, -1)"
                    + " ORDER BY s.decision_session, s.publication_id, s.forecast_id";

    private FirstForecasts() {}

    static List<LoggedForecast> read(Connection connection, String underlying, boolean synthetic) throws SQLException {
        List<Optional<LoggedForecast>> rows =
                Sql.list(connection, FirstForecasts::row, SQL, underlying, synthetic ? 1 : 0);
        return rows.stream().flatMap(Optional::stream).toList();
    }

    /** Empty for what this version does not know. */
    private static Optional<LoggedForecast> row(ResultSet row) throws SQLException {
        Optional<Target> target = Target.find(row.getString("target"));
        return target.isEmpty() ? Optional.empty() : Optional.of(row(target.get(), row));
    }

    private static LoggedForecast row(Target target, ResultSet row) throws SQLException {
        Topic<Target> topic = new Topic<>(target, row.getInt("horizon"), Sql.orNan(row, "parameter"));
        return new LoggedForecast(
                LocalDate.parse(row.getString("decision_session")),
                Instant.parse(row.getString("as_of")),
                new EngineId(row.getString("engine")),
                row.getString("version"),
                topic,
                row.getDouble("value"),
                outcome(topic, row));
    }

    private static Optional<Outcome> outcome(Topic<Target> topic, ResultSet row) throws SQLException {
        String metric = row.getString("metric");
        return metric == null
                ? Optional.empty()
                : Optional.of(new Outcome(
                        topic,
                        metric,
                        row.getDouble("outcome"),
                        row.getDouble("loss"),
                        Sql.optional(row, "baseline_loss"),
                        Sql.optional(row, "hit"),
                        Sql.optional(row, "baseline_hit"),
                        LocalDate.parse(row.getString("resolved"))));
    }
}
