package io.aegismatrix.runner.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.aegismatrix.data.BarSeries;
import io.aegismatrix.data.DailyBar;
import io.aegismatrix.direction.DirectionEngine;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.engine.forecast.Topic;
import io.aegismatrix.engine.gate.PromotionPolicy;
import io.aegismatrix.engine.gate.PromotionVerdict;
import io.aegismatrix.engine.metric.Share;
import io.aegismatrix.features.MarketHistory;
import io.aegismatrix.runner.log.PairedLosses.Pair;
import io.aegismatrix.seller.SellerEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionLogTest {

    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static final Instant NOW = Instant.parse("2025-06-30T12:00:00Z");
    private static final int SESSIONS = 300;

    @TempDir
    private Path folder;

    private PredictionLog log = PredictionLog.of(Path.of("predictions.db"));

    @BeforeEach
    void open() {
        log = PredictionLog.of(file());
    }

    private Path file() {
        return folder.resolve("predictions.db");
    }

    /** Closes 100 and 101 in turn, so that every second one-session range of 99.5 to 100.5 breaks. */
    private static MarketHistory history() {
        List<DailyBar> bars = new ArrayList<>();
        List<DailyBar> vix = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            double close = i % 2 == 0 ? 100 : 101;
            bars.add(new DailyBar(START.plusDays(i), close, close + 0.2, close - 0.2, close, 0));
            vix.add(new DailyBar(START.plusDays(i), 15, 16, 14, 15, 0));
        }
        return MarketHistory.of(BarSeries.of("NIFTY50", bars), BarSeries.of("INDIAVIX", vix));
    }

    private static Moment moment(int row) {
        double close = row % 2 == 0 ? 100 : 101;
        LocalDate session = START.plusDays(row);
        return new Moment(
                "NIFTY50",
                true,
                session.atTime(LocalTime.of(10, 0)).toInstant(ZoneOffset.UTC),
                session,
                close,
                close,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static Publication publication(ForecasterKind kind, String version, double touch) {
        return new Publication(
                kind,
                SellerEngine.ID,
                version,
                START,
                List.of(
                        new Forecast(Output.CLOSE_RANGE_LOWER, 1, 0.9, 99.5),
                        new Forecast(Output.CLOSE_RANGE_UPPER, 1, 0.9, 100.5),
                        new Forecast(Output.TOUCH_EITHER_PROBABILITY, 1, 0.005, touch),
                        new Forecast(Output.TOUCH_EITHER_PROBABILITY, 1, 0.05, touch)));
    }

    private int append(PredictionLog target, int row, Publication... publications) {
        Moment moment = moment(row);
        return target.append(
                moment,
                List.of(publications),
                "run-" + row,
                moment.asOf(),
                moment.asOf().plusSeconds(1));
    }

    private int append(int row) {
        return append(log, row, publication(ForecasterKind.CHAMPION, "v1", 0.6));
    }

    private String sql(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
        }
    }

    private String dump() {
        StringWriter out = new StringWriter();
        log.export(ExportFormat.CSV, out);
        return out.toString();
    }

    private Scoring score() {
        return log.score("NIFTY50", true, history(), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE forecast SET value = 0.99",
                "DELETE FROM forecast",
                "UPDATE outcome SET loss = 0",
                "DELETE FROM outcome",
                "UPDATE publication SET version = 'v2'",
                "DELETE FROM moment",
                "DELETE FROM settled"
            })
    void the_file_itself_refuses_to_change_or_forget(String tampering) throws SQLException {
        append(270);
        score();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate(tampering))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("the prediction log is append-only");
        }
    }

    @Test
    void the_file_itself_keeps_the_first_of_two_inserts() throws SQLException {
        append(270);
        String before = dump();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT OR REPLACE INTO forecast SELECT id, publication_id, output, horizon,"
                    + " parameter, 0.99 FROM forecast");
        }
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void saying_the_same_again_adds_nothing() throws SQLException {
        assertThat(append(270)).isEqualTo(4);
        String before = dump();

        assertThat(append(270)).isZero();
        assertThat(append(log, 270, publication(ForecasterKind.CHAMPION, "v1", 0.9)))
                .isZero();
        assertThat(dump()).isEqualTo(before);

        assertThat(append(log, 270, publication(ForecasterKind.CHAMPION, "v2", 0.6)))
                .isEqualTo(4);
        assertThat(append(271)).isEqualTo(4);
        assertThat(sql("SELECT count(*) FROM moment")).isEqualTo("2");
    }

    @Test
    void scoring_twice_adds_nothing_and_changes_nothing() {
        append(270);
        append(298);
        append(299);

        Scoring first = score();
        String scored = dump();
        Scoring second = log.score("NIFTY50", true, history(), NOW.plusSeconds(3_600));

        assertThat(first).isEqualTo(new Scoring(6, 1, 2, 0));
        assertThat(second).isEqualTo(new Scoring(0, 1, 0, 0));
        assertThat(dump()).isEqualTo(scored);
    }

    @Test
    void leaves_forecasts_of_another_market_alone() {
        append(270);
        Moment elsewhere = new Moment(
                "NIFTY50",
                true,
                moment(272).asOf(),
                moment(272).decisionSession(),
                120,
                120,
                OptionalDouble.empty(),
                OptionalDouble.empty());
        log.append(
                elsewhere,
                List.of(publication(ForecasterKind.CHAMPION, "v1", 0.5)),
                "run",
                elsewhere.asOf(),
                elsewhere.asOf());

        assertThat(score()).isEqualTo(new Scoring(3, 0, 1, 1));
        assertThat(log.score("NIFTY50", false, history(), NOW)).isEqualTo(new Scoring(0, 0, 0, 0));
    }

    @Test
    void rolling_records_are_those_worked_out_by_hand() {
        // Rows 260 to 279: even ones close at 100 and rise to 101, odd ones fall to 100.
        for (int row = 260; row < 280; row++) {
            append(row);
        }
        score();

        LiveRecords live = log.live("NIFTY50", true, START.plusDays(299));

        // Even rows end at 101, outside 99.5 to 100.5; odd rows end at 100, inside: 10 of 20.
        Share held = live.coverage(new LiveRecords.RecordKey(SellerEngine.ID, new Topic<>(Target.CLOSE_RANGE, 1, 0.9)))
                .orElseThrow();
        assertThat(held.value()).isEqualTo(0.5);
        assertThat(held.n()).isEqualTo(20);
        // 0.5 % is always touched (1.2 % up or down), 5 % never: (0.4² + 0.6²) / 2.
        LiveRecords.Score touch = live.loss(
                        new LiveRecords.RecordKey(SellerEngine.ID, Topic.of(Target.TOUCH_EITHER_PROBABILITY, 1)))
                .orElseThrow();
        assertThat(touch.value()).isCloseTo(0.26, within(1e-12));
        assertThat(touch.baseline()).isCloseTo(0, within(1e-12));
        assertThat(touch.n()).isEqualTo(20);
        assertThat(live.span().orElseThrow())
                .isEqualTo(new LiveRecords.Span(START.plusDays(260), START.plusDays(279), 20, 0));
    }

    @Test
    void engines_that_forecast_the_same_have_records_of_their_own() {
        EngineId other = new EngineId("other");
        for (int row = 260; row < 280; row++) {
            Publication ours = publication(ForecasterKind.CHAMPION, "v1", 0.6);
            Publication others = publication(ForecasterKind.CHAMPION, "v1", 0.9);
            append(log, row, ours, new Publication(ours.kind(), other, "v1", START, others.forecasts()));
        }
        score();

        LiveRecords live = log.live("NIFTY50", true, START.plusDays(299));

        Topic<Target> touch = Topic.of(Target.TOUCH_EITHER_PROBABILITY, 1);
        // (0.4² + 0.6²) / 2 beside (0.1² + 0.9²) / 2.
        assertThat(live.loss(new LiveRecords.RecordKey(SellerEngine.ID, touch))
                        .orElseThrow()
                        .value())
                .isCloseTo(0.26, within(1e-12));
        assertThat(live.loss(new LiveRecords.RecordKey(other, touch))
                        .orElseThrow()
                        .value())
                .isCloseTo(0.41, within(1e-12));
    }

    @Test
    void only_outcomes_known_at_the_session_count() {
        append(270);
        append(280);
        score();

        assertThat(log.live("NIFTY50", true, START.plusDays(270)).span()).isEmpty();
        assertThat(log.live("NIFTY50", true, START.plusDays(271))
                        .span()
                        .orElseThrow()
                        .sessions())
                .isEqualTo(1);
        assertThat(log.live("NIFTY50", true, START.plusDays(281))
                        .span()
                        .orElseThrow()
                        .sessions())
                .isEqualTo(2);
        assertThat(log.live("NIFTY50", false, START.plusDays(281)).span()).isEmpty();
    }

    @Test
    void a_morning_adds_to_the_evening_before_what_only_it_can_say() {
        LocalDate session = LocalDate.of(2025, 1, 2);
        List<Forecast> evening = List.of(Forecast.of(Output.REALIZED_VOLATILITY, 1, 0.15));
        List<Forecast> morning = List.of(
                Forecast.of(Output.REALIZED_VOLATILITY, 1, 0.16),
                Forecast.of(Output.PREOPEN_VOLATILITY, 1, 0.2),
                new Forecast(Output.PREOPEN_DIRECTION_UP, 1, 0.002, 0.5),
                new Forecast(Output.PREOPEN_DIRECTION_NEUTRAL, 1, 0.002, 0.3),
                new Forecast(Output.PREOPEN_DIRECTION_DOWN, 1, 0.002, 0.2));
        say(session, "2025-01-02T10:00:00Z", evening);
        say(session, "2025-01-02T21:00:00Z", morning);
        say(session, "2025-01-02T21:00:01Z", List.of(Forecast.of(Output.PREOPEN_VOLATILITY, 1, 0.9)));

        assertThat(log.firstForecasts("NIFTY50", true))
                .extracting(one -> one.topic().what(), LoggedForecast::value)
                .containsExactlyInAnyOrder(
                        tuple(Target.REALIZED_VOLATILITY, 0.15),
                        tuple(Target.PREOPEN_VOLATILITY, 0.2),
                        tuple(Target.PREOPEN_DIRECTION, 0.5));
    }

    private void say(LocalDate session, String asOf, List<Forecast> forecasts) {
        Instant moment = Instant.parse(asOf);
        log.append(
                new Moment("NIFTY50", true, moment, session, 100, 100, OptionalDouble.empty(), OptionalDouble.empty()),
                List.of(new Publication(
                        ForecasterKind.CHAMPION, DirectionEngine.ID, "v1", LocalDate.of(2024, 12, 31), forecasts)),
                "run-" + asOf,
                moment,
                moment.plusSeconds(1));
    }

    @Test
    void forecasts_of_models_that_had_seen_the_future_never_count_nor_do_challengers() {
        Publication seen = new Publication(
                ForecasterKind.CHAMPION,
                SellerEngine.ID,
                "late",
                START.plusDays(290),
                publication(ForecasterKind.CHAMPION, "late", 0.6).forecasts());
        append(log, 270, seen, publication(ForecasterKind.CHALLENGER, "v2", 0.6));
        assertThat(score().added()).isEqualTo(6);

        assertThat(log.live("NIFTY50", true, START.plusDays(299)).span()).isEmpty();
    }

    @Test
    void pairs_a_challenger_with_the_version_in_use_on_the_same_market() {
        for (int row = 230; row < 295; row++) {
            append(
                    log,
                    row,
                    publication(ForecasterKind.CHAMPION, "v1", 0.5),
                    publication(ForecasterKind.CHALLENGER, "v2", 0.9 - 0.001 * (row % 7)));
        }
        append(log, 296, publication(ForecasterKind.CHALLENGER, "v2", 0.9));
        score();

        PairedLosses paired = log.pairedLosses("NIFTY50", true, SellerEngine.ID, "v2");

        assertThat(paired.sessions()).isEqualTo(65);
        assertThat(paired.names()).containsExactly("close_range 1", "touch_either_probability 1");
        assertThat(paired.pairs()).extracting(Pair::champion).containsOnly("v1");
        assertThat(paired.comparison("touch_either_probability 1").orElseThrow())
                .satisfies(compared -> {
                    assertThat(compared.n()).isEqualTo(65);
                    assertThat(compared.otherLoss()).isCloseTo(0.25, within(1e-12));
                    assertThat(compared.loss()).isGreaterThan(0.4);
                    assertThat(compared.pValue()).isLessThan(0.01);
                });
        assertThat(log.pairedLosses("NIFTY50", true, SellerEngine.ID, "v3").pairs())
                .isEmpty();
    }

    @Test
    void a_challenger_that_did_worse_in_the_log_stays_one() {
        for (int row = 230; row < 295; row++) {
            append(
                    log,
                    row,
                    publication(ForecasterKind.CHAMPION, "v1", 0.5),
                    publication(ForecasterKind.CHALLENGER, "worse", 0.9 - 0.001 * (row % 7)),
                    publication(ForecasterKind.CHALLENGER, "equal", 0.5));
        }
        score();

        PromotionVerdict worse = verdict("worse", "v1");
        assertThat(worse.promotable()).isFalse();
        assertThat(worse.sessions()).isEqualTo(65);
        assertThat(verdict("equal", "v1").promotable()).isTrue();
        assertThat(verdict("equal", "v0").promotable()).isFalse();
        assertThat(verdict("equal", "v0").sessions()).isZero();
    }

    private PromotionVerdict verdict(String challenger, String champion) {
        return PromotionPolicy.judge(
                log.pairedLosses("NIFTY50", true, SellerEngine.ID, challenger).against(champion));
    }

    @Test
    void a_failure_half_way_leaves_nothing_of_the_run() throws SQLException {
        append(270);
        String before = dump();
        LogFile raw = new LogFile(file());

        assertThatThrownBy(() -> raw.write(NOW, connection -> {
                    new LogWriter(connection, "run", NOW, NOW)
                            .write(moment(271), List.of(publication(ForecasterKind.CHAMPION, "v1", 0.6)));
                    throw new SQLException("pulled the plug");
                }))
                .isInstanceOf(PredictionLogException.class)
                .hasMessageContaining("pulled the plug");

        assertThat(dump()).isEqualTo(before);
        assertThat(sql("PRAGMA integrity_check")).isEqualTo("ok");
    }

    /** Writes half a run and waits to be killed. */
    static final class HalfWay {
        public static void main(String[] arguments) {
            new LogFile(Path.of(arguments[0])).write(NOW, connection -> {
                int added = new LogWriter(connection, "run", NOW, NOW)
                        .write(moment(271), List.of(publication(ForecasterKind.CHAMPION, "v1", 0.6)));
                System.out.println(added);
                System.out.flush();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return added;
            });
        }
    }

    @Test
    void a_writer_killed_half_way_leaves_the_log_whole_and_usable() throws Exception {
        append(270);
        String before = dump();
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HalfWay.class.getName(),
                        file().toString())
                .redirectErrorStream(true)
                .start();
        assertThat(writer.inputReader().readLine()).isEqualTo("4");
        writer.destroyForcibly();
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(dump()).isEqualTo(before);
        assertThat(sql("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(append(271)).isEqualTo(4);
    }

    @Test
    void refuses_files_that_are_no_log_and_says_what_to_do() throws IOException, SQLException {
        Files.writeString(folder.resolve("text.db"), "no database, whatever its name says".repeat(100));
        PredictionLog text = PredictionLog.of(folder.resolve("text.db"));
        assertThatThrownBy(() -> append(text, 270, publication(ForecasterKind.CHAMPION, "v1", 0.6)))
                .isInstanceOf(PredictionLogException.class)
                .hasMessageContainingAll("text.db", "damaged or no SQLite database", "move it away");

        append(270);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 9");
        }
        assertThatThrownBy(() -> append(271))
                .hasMessageContainingAll("schema version 9", "knows versions up to 2", "newer release");
        assertThatThrownBy(() -> PredictionLog.of(folder.resolve("none.db")).summary())
                .hasMessageContaining("there is no such prediction log yet");
    }

    @Test
    void a_look_at_every_page_finds_what_reading_the_newest_rows_would_not() throws IOException, SQLException {
        for (int row = 100; row < 300; row++) {
            append(row);
        }
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        assertThat(log.verify().holdings())
                .singleElement()
                .satisfies(held -> assertThat(held.forecasts()).isEqualTo(800));
        byte[] whole = Files.readAllBytes(file());
        int index = Integer.parseInt(sql("SELECT rootpage FROM sqlite_master WHERE name = 'forecast_key'"));
        int page = Integer.parseInt(sql("PRAGMA page_size"));
        byte[] damaged = whole.clone();
        damaged[page * (index - 1) + 4] ^= 1;
        Files.write(file(), damaged);
        assertThatThrownBy(() -> log.verify())
                .isInstanceOf(PredictionLogException.class)
                .hasMessageContainingAll("predictions.db", "damaged", "move it away");

        Files.write(file(), whole);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO forecast (publication_id, output, horizon, value) VALUES (9999, 'x', 1, 0)");
        }
        assertThatThrownBy(() -> log.verify())
                .hasMessageContainingAll("damaged", "of forecast lost the publication it belongs to");
    }

    @Test
    void exports_every_forecast_with_its_outcome() {
        append(270);
        score();

        StringWriter lines = new StringWriter();
        assertThat(log.export(ExportFormat.JSONL, lines)).isEqualTo(4);
        assertThat(lines.toString().lines().toList().get(2))
                .startsWith("{\"underlying\":\"NIFTY50\",\"synthetic\":true,\"as_of\":\"2025-09-28T10:00:00Z\"")
                .contains("\"parameter\":0.005,\"value\":0.6,\"metric\":\"brier\",\"outcome\":1.0,\"loss\":0.16");
        assertThat(dump().lines().toList().get(1))
                .containsPattern(
                        ",close_range_lower,1,0.9,99.5,interval_score_percent,0.0,11\\.0{6}\\d*,,0.0,2025-09-29,");
        assertThat(log.summary().holdings()).singleElement().satisfies(held -> {
            assertThat(held.underlying()).isEqualTo("NIFTY50 (invented)");
            assertThat(held.forecasts()).isEqualTo(4);
            assertThat(held.outcomes()).isEqualTo(3);
        });
    }
}
