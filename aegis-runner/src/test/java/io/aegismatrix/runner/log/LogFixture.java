package io.aegismatrix.runner.log;

import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.seller.SellerEngine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/** Logs with a few rows, and what can be done to them with any SQLite tool. */
final class LogFixture {

    static final Instant FIRST = Instant.parse("2025-01-02T10:30:00Z");

    private LogFixture() {}

    /** Appends the forecasts of the session so many days after the first: 1 moment, 1 publication, 3 forecasts. */
    static int append(PredictionLog log, int day) {
        Instant asOf = FIRST.plusSeconds(86_400L * day);
        LocalDate session = LocalDate.of(2025, 1, 2).plusDays(day);
        return log.append(
                new Moment(
                        "NIFTY50",
                        true,
                        asOf,
                        session,
                        100 + day,
                        100.5 + day,
                        OptionalDouble.of(101 + day),
                        OptionalDouble.empty()),
                List.of(new Publication(
                        ForecasterKind.CHAMPION,
                        SellerEngine.ID,
                        "v1",
                        LocalDate.of(2024, 12, 31),
                        List.of(
                                new Forecast(Output.CLOSE_RANGE_LOWER, 1, 0.9, 99.5),
                                new Forecast(Output.CLOSE_RANGE_UPPER, 1, 0.9, 101.5),
                                new Forecast(Output.EXPECTED_ABS_MOVE, 1, Double.NaN, 0.01 * (day + 1))))),
                "run-" + day,
                asOf,
                asOf.plusSeconds(1));
    }

    /** Does what any SQLite tool can do to a file. */
    static void tamper(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** A log as the release before rows were linked kept it, with the rows of so many days. */
    static void ofVersion1(Path file, int days) throws SQLException {
        PredictionLog log = PredictionLog.of(file);
        for (int day = 0; day < days; day++) {
            append(log, day);
        }
        tamper(file, "DROP TABLE chain", "DROP TABLE seam", "PRAGMA user_version = 1");
    }
}
