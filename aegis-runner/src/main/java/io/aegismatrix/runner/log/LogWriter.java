package io.aegismatrix.runner.log;

import io.aegismatrix.data.io.Sql;
import io.aegismatrix.engine.forecast.Forecast;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Adds what a run said, inside the caller's transaction. */
final class LogWriter {

    private static final String MOMENT = "INSERT INTO moment (underlying, synthetic, as_of, decision_session,"
            + " decision_close, spot, high_so_far, low_so_far) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String PUBLICATION = "INSERT INTO publication (moment_id, kind, engine, version,"
            + " trained_through, in_sample, run_id, observed_at, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String FORECAST =
            "INSERT INTO forecast (publication_id, output, horizon, parameter, value) VALUES (?, ?, ?, ?, ?)";

    private final Connection connection;
    private final String runId;
    private final Instant observedAt;
    private final Instant recordedAt;

    LogWriter(Connection connection, String runId, Instant observedAt, Instant recordedAt) {
        this.connection = connection;
        this.runId = runId;
        this.observedAt = observedAt;
        this.recordedAt = recordedAt;
    }

    /** Forecasts added. */
    int write(Moment moment, List<Publication> publications) throws SQLException {
        long momentId = moment(moment);
        int added = 0;
        for (Publication publication : publications) {
            if (insert(momentId, moment, publication)) {
                added += forecasts(momentId, publication);
            }
        }
        return added;
    }

    private long moment(Moment moment) throws SQLException {
        int synthetic = moment.synthetic() ? 1 : 0;
        Sql.update(
                connection,
                MOMENT,
                moment.underlying(),
                synthetic,
                moment.asOf().toString(),
                moment.decisionSession().toString(),
                moment.decisionClose(),
                moment.spot(),
                Sql.orNull(moment.highSoFar()),
                Sql.orNull(moment.lowSoFar()));
        return Sql.number(
                connection,
                "SELECT id FROM moment WHERE underlying = ? AND synthetic = ? AND as_of = ? AND decision_close = ?",
                moment.underlying(),
                synthetic,
                moment.asOf().toString(),
                moment.decisionClose());
    }

    private boolean insert(long momentId, Moment moment, Publication publication) throws SQLException {
        return Sql.update(
                        connection,
                        PUBLICATION,
                        momentId,
                        publication.kind().id(),
                        publication.engine().id(),
                        publication.version(),
                        publication.trainedThrough().toString(),
                        publication.trainedThrough().isAfter(moment.decisionSession()) ? 1 : 0,
                        runId,
                        observedAt.toString(),
                        recordedAt.toString())
                > 0;
    }

    private int forecasts(long momentId, Publication publication) throws SQLException {
        long publicationId = Sql.number(
                connection,
                "SELECT id FROM publication WHERE moment_id = ? AND kind = ? AND engine = ? AND version = ?",
                momentId,
                publication.kind().id(),
                publication.engine().id(),
                publication.version());
        int added = 0;
        try (PreparedStatement insert = connection.prepareStatement(FORECAST)) {
            for (Forecast forecast : publication.forecasts()) {
                added += Sql.update(
                        insert,
                        publicationId,
                        forecast.output().text(),
                        forecast.horizon(),
                        Sql.orNull(forecast.parameter()),
                        forecast.value());
            }
        }
        return added;
    }
}
