package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import io.aegismatrix.engine.backtest.ForecastJudge;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Outcome;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.features.MarketHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Adds outcomes, inside the caller's transaction. */
final class LogScorer {

    private static final String OPEN = "SELECT p.id, m.underlying, m.synthetic, m.as_of, m.decision_session,"
            + " m.decision_close, m.spot, m.high_so_far, m.low_so_far"
            + " FROM publication p JOIN moment m ON m.id = p.moment_id"
            + " WHERE m.underlying = ? AND m.synthetic = ?"
            + " AND NOT EXISTS (SELECT 1 FROM settled s WHERE s.publication_id = p.id)"
            + " ORDER BY m.as_of, p.id";
    private static final String OUTCOME = "INSERT INTO outcome (publication_id, target, horizon, parameter, metric,"
            + " outcome, loss, baseline_loss, hit, baseline_hit, resolved, scored_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Closes of one session from two sources may differ by rounding, not by more. */
    private static final double SAME_CLOSE = 1e-3;

    private final Connection connection;
    private final MarketHistory history;
    private final ForecastJudge judge;
    private final Instant scoredAt;

    private record Open(long id, Moment moment) {

        static Open read(ResultSet row) throws SQLException {
            return new Open(
                    row.getLong("id"),
                    new Moment(
                            row.getString("underlying"),
                            row.getBoolean("synthetic"),
                            Instant.parse(row.getString("as_of")),
                            LocalDate.parse(row.getString("decision_session")),
                            row.getDouble("decision_close"),
                            row.getDouble("spot"),
                            Sql.optional(row, "high_so_far"),
                            Sql.optional(row, "low_so_far")));
        }
    }

    LogScorer(Connection connection, MarketHistory history, Instant scoredAt) {
        this.connection = connection;
        this.history = history;
        this.judge = new ForecastJudge(history);
        this.scoredAt = scoredAt;
    }

    Scoring score(String underlying, boolean synthetic) throws SQLException {
        int added = 0;
        int waiting = 0;
        int settled = 0;
        int foreign = 0;
        try (PreparedStatement insert = connection.prepareStatement(OUTCOME)) {
            for (Open open : Sql.list(connection, Open::read, OPEN, underlying, synthetic ? 1 : 0)) {
                OptionalInt row = sameMarket(open.moment());
                if (row.isEmpty()) {
                    foreign++;
                    continue;
                }
                List<Forecast> forecasts = forecasts(open.id());
                added += outcomes(insert, open, forecasts);
                if (settles(row.getAsInt(), forecasts)) {
                    settle(open.id());
                    settled++;
                } else {
                    waiting++;
                }
            }
        }
        return new Scoring(added, waiting, settled, foreign);
    }

    private OptionalInt sameMarket(Moment moment) {
        OptionalInt row = history.find(moment.decisionSession());
        boolean same =
                row.isPresent() && Math.abs(history.close(row.getAsInt()) / moment.decisionClose() - 1) <= SAME_CLOSE;
        return same ? row : OptionalInt.empty();
    }

    private List<Forecast> forecasts(long publication) throws SQLException {
        List<Optional<Forecast>> rows = Sql.list(
                connection,
                LogScorer::forecast,
                "SELECT output, horizon, parameter, value FROM forecast WHERE publication_id = ? ORDER BY id",
                publication);
        return rows.stream().flatMap(Optional::stream).toList();
    }

    /** A forecast of an output this version does not know has no label in it either. */
    private static Optional<Forecast> forecast(ResultSet row) throws SQLException {
        Optional<Output> output = Output.find(row.getString("output"));
        return output.isEmpty()
                ? Optional.empty()
                : Optional.of(new Forecast(
                        output.get(), row.getInt("horizon"), Sql.orNan(row, "parameter"), row.getDouble("value")));
    }

    private int outcomes(PreparedStatement insert, Open open, List<Forecast> forecasts) throws SQLException {
        int added = 0;
        for (Outcome outcome :
                judge.judge(open.moment().decisionSession(), open.moment().standpoint(), forecasts)) {
            added += Sql.update(
                    insert,
                    open.id(),
                    outcome.topic().what().text(),
                    outcome.topic().horizon(),
                    Sql.orNull(outcome.topic().parameter()),
                    outcome.metric(),
                    outcome.happened(),
                    outcome.loss(),
                    Sql.orNull(outcome.baselineLoss()),
                    Sql.orNull(outcome.hit()),
                    Sql.orNull(outcome.baselineHit()),
                    outcome.resolved().toString(),
                    scoredAt.toString());
        }
        return added;
    }

    private boolean settles(int row, List<Forecast> forecasts) {
        int longest = forecasts.stream().mapToInt(Forecast::horizon).max().orElse(0);
        return row + longest < history.size();
    }

    private void settle(long publication) throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO settled (publication_id, through, scored_at) VALUES (?, ?, ?)",
                publication,
                history.session(history.size() - 1).toString(),
                scoredAt.toString());
    }
}
