package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.runner.log.LiveRecords.RecordKey;
import io.aegismatrix.runner.log.LiveRecords.Series;
import io.aegismatrix.runner.log.LiveRecords.Span;
import io.aegismatrix.runner.log.LiveRecords.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Reads the outcomes of what was published. */
final class LiveReading {

    /** Odds by distance are one forecast a horizon, as in the walk-forward record. */
    private static final Set<Target> POOLED =
            EnumSet.of(Target.TOUCH_EITHER_PROBABILITY, Target.CLOSE_BEYOND_PROBABILITY);

    /**
     * Of each engine and decision session the first that was published, by a model that had not seen what followed. The
     * bare columns beside min() are those of its row, as SQLite promises.
     */
    private static final String SQL = "WITH first AS (SELECT p.id AS publication_id, p.engine, m.decision_session,"
            + " (julianday(p.recorded_at) - julianday(p.observed_at)) * 24 > 1 OR p.run_id LIKE '%"
            + PredictionLog.REPLAYED
            + "' AS replayed, min(printf('%s%012d', m.as_of, p.id))"
            + " FROM publication p JOIN moment m ON m.id = p.moment_id"
            + " WHERE m.underlying = ? AND m.synthetic = ? AND m.decision_session < ?"
            + " AND p.kind = 'champion' AND p.in_sample = 0"
            + " GROUP BY p.engine, m.decision_session)"
            + " SELECT f.decision_session, f.engine, f.replayed, o.target, o.horizon, o.parameter, o.metric, o.loss,"
            + " o.baseline_loss, o.hit, o.baseline_hit"
            + " FROM first f JOIN outcome o ON o.publication_id = f.publication_id"
            + " WHERE o.resolved <= ?";

    private record Row(
            LocalDate session,
            boolean replayed,
            RecordKey key,
            String metric,
            double loss,
            double baselineLoss,
            double hit,
            double baselineHit) {

        /** Empty for what this version does not know. */
        static Optional<Row> read(ResultSet row) throws SQLException {
            Optional<Target> target = Target.find(row.getString("target"));
            return target.isEmpty() ? Optional.empty() : Optional.of(read(target.get(), row));
        }

        private static Row read(Target target, ResultSet row) throws SQLException {
            return new Row(
                    LocalDate.parse(row.getString("decision_session")),
                    row.getBoolean("replayed"),
                    new RecordKey(
                            new EngineId(row.getString("engine")),
                            new Topic<>(
                                    target,
                                    row.getInt("horizon"),
                                    POOLED.contains(target) ? Double.NaN : Sql.orNan(row, "parameter"))),
                    row.getString("metric"),
                    row.getDouble("loss"),
                    Sql.orNan(row, "baseline_loss"),
                    Sql.orNan(row, "hit"),
                    Sql.orNan(row, "baseline_hit"));
        }
    }

    private LiveReading() {}

    static LiveRecords read(Connection connection, String underlying, boolean synthetic, LocalDate session, int window)
            throws SQLException {
        List<Optional<Row>> rows = Sql.list(
                connection, Row::read, SQL, underlying, synthetic ? 1 : 0, session.toString(), session.toString());
        SortedMap<RecordKey, SortedMap<LocalDate, List<Row>>> grouped = new TreeMap<>();
        SortedMap<LocalDate, Boolean> sessions = new TreeMap<>();
        for (Row row : rows.stream().flatMap(Optional::stream).toList()) {
            grouped.computeIfAbsent(row.key(), key -> new TreeMap<>())
                    .computeIfAbsent(row.session(), key -> new ArrayList<>())
                    .add(row);
            sessions.merge(row.session(), row.replayed(), Boolean::logicalAnd);
        }
        SortedMap<RecordKey, Series> series = new TreeMap<>();
        grouped.forEach((key, days) -> series.put(key, series(List.copyOf(days.values()), window)));
        return new LiveRecords(series, span(sessions));
    }

    private static Optional<Span> span(SortedMap<LocalDate, Boolean> sessions) {
        return sessions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Span(sessions.firstKey(), sessions.lastKey(), sessions.size(), (int)
                        sessions.values().stream().filter(replayed -> replayed).count()));
    }

    private static Series series(List<List<Row>> days, int window) {
        List<List<Row>> newest = days.subList(Math.max(0, days.size() - window), days.size());
        return new Series(
                newest.get(0).get(0).metric(),
                newest.stream().map(LiveReading::entry).toList());
    }

    private static Tally entry(List<Row> day) {
        return new Tally(
                mean(day, Row::loss), mean(day, Row::baselineLoss), mean(day, Row::hit), mean(day, Row::baselineHit));
    }

    private static double mean(List<Row> day, ToDoubleFunction<Row> value) {
        return day.stream().mapToDouble(value).average().orElseThrow();
    }
}
