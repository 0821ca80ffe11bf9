package io.aegismatrix.runner.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.io.Sql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The record proves itself: whatever any SQLite tool does to a log is found, named, and not built on. */
class LogProofTest {

    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    private static final String NO_UPDATE = "CREATE TRIGGER forecast_no_update BEFORE UPDATE ON forecast"
            + " BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END";

    @TempDir
    private Path folder;

    private Path file = Path.of("predictions.db");
    private PredictionLog log = PredictionLog.of(file);

    @BeforeEach
    void fill() {
        file = folder.resolve("predictions.db");
        log = PredictionLog.of(file);
        for (int day = 0; day < 3; day++) {
            LogFixture.append(log, day);
        }
    }

    private LogProof proof(LogWitness... witnesses) {
        return log.prove(List.of(witnesses)).orElseThrow();
    }

    private LogWitness witness() {
        return new LogWitness(log.head().orElseThrow(), NOW, "runs.jsonl");
    }

    @Test
    void a_record_left_alone_is_unbroken_from_its_first_row_to_its_last() {
        LogWitness early = witness();
        LogFixture.append(log, 3);

        LogProof proof = proof(early, witness());

        assertThat(proof.breakage()).isEmpty();
        assertThat(proof.head()).isEqualTo(log.head().orElseThrow());
        assertThat(proof.head().rows()).isEqualTo(20);
        assertThat(proof.from()).contains(LogFixture.FIRST.plusSeconds(1));
        assertThat(proof.to()).contains(LogFixture.FIRST.plusSeconds(3 * 86_400 + 1));
        assertThat(proof.held()).isEqualTo(2);
        assertThat(proof.text())
                .startsWith("unbroken from 2025-01-02T10:30:01Z to 2025-01-05T10:30:01Z, 20 rows, head ");
    }

    /** Worked out here from the encoding that the schema states, not by the code that writes it. */
    @Test
    void the_first_link_is_the_hash_that_the_schema_states() throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(new byte[32]);
        sha256.update((byte) 1);
        sha256.update(number('i', 1));
        sha256.update(text("NIFTY50"));
        sha256.update(number('i', 1));
        sha256.update(text("2025-01-02T10:30:00Z"));
        sha256.update(text("2025-01-02"));
        sha256.update(number('r', Double.doubleToLongBits(100)));
        sha256.update(number('r', Double.doubleToLongBits(100.5)));
        sha256.update(number('r', Double.doubleToLongBits(101)));
        sha256.update((byte) 'n');

        assertThat(sql("SELECT lower(hex(hash)) FROM chain WHERE seq = 1"))
                .isEqualTo(HexFormat.of().formatHex(sha256.digest()));
    }

    private static byte[] number(char tag, long bits) {
        return HexFormat.of().parseHex(String.format("%02x%016x", (int) tag, bits));
    }

    private static byte[] text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of()
                .parseHex(String.format("%02x%08x", (int) 't', bytes.length)
                        + HexFormat.of().formatHex(bytes));
    }

    @Test
    void the_chain_covers_every_table_and_every_column_there_is() throws SQLException {
        for (LogTable table : LogTable.values()) {
            assertThat(sql("SELECT group_concat(name, ', ') FROM pragma_table_info('" + table.table() + "')"))
                    .isEqualTo(String.join(", ", table.columns()));
        }
        assertThat(sql("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
                .isEqualTo(Integer.toString(LogTable.values().length + 1));
    }

    private String sql(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forecast | UPDATE forecast SET value = 0.5 WHERE id = 5 | row 5 of forecast does not fit",
                "forecast | UPDATE forecast SET value = value + 1e-12 WHERE id = 9 | row 9 of forecast does not fit",
                "forecast | UPDATE forecast SET parameter = NULL WHERE id = 4 | row 4 of forecast does not fit",
                "publication | UPDATE publication SET recorded_at = observed_at WHERE id = 2 | row 2 of publication does",
                "moment | UPDATE moment SET as_of = replace(as_of, 'Z', 'z') WHERE id = 3 | row 3 of moment does not fit",
                "forecast | DELETE FROM forecast WHERE id = 6 | row 6 of forecast is gone",
                "forecast | DELETE FROM forecast WHERE id = 9 | row 9 of forecast is gone",
                "chain | UPDATE chain SET hash = zeroblob(32) WHERE seq = 7 | its link 7 of the chain",
                "chain | DELETE FROM chain WHERE seq = 7 | link 7 of the chain is missing",
            })
    void a_changed_row_is_named_though_the_triggers_are_put_back(String table, String change, String named)
            throws SQLException {
        String update = sql("SELECT sql FROM sqlite_master WHERE name = '" + table + "_no_update'");
        String delete = sql("SELECT sql FROM sqlite_master WHERE name = '" + table + "_no_delete'");
        LogFixture.tamper(
                file,
                "DROP TRIGGER " + table + "_no_update",
                "DROP TRIGGER " + table + "_no_delete",
                change,
                update,
                delete);

        assertThat(proof().breakage())
                .hasValueSatisfying(what -> assertThat(what).contains(named));
        assertThatThrownBy(() -> log.verify()).hasMessageContainingAll("predictions.db", "damaged", named);
        // So few rows are all looked at before anything is added or read from them.
        assertThatThrownBy(() -> LogFixture.append(log, 3)).isInstanceOf(PredictionLogException.class);
        assertThatThrownBy(() -> log.live("NIFTY50", true, LocalDate.of(2025, 2, 1)))
                .isInstanceOf(PredictionLogException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-1", "'x'", "9223372036854775807"})
    void a_link_of_a_table_that_there_is_not_is_damage(String kind) throws SQLException {
        String update = sql("SELECT sql FROM sqlite_master WHERE name = 'chain_no_update'");
        LogFixture.tamper(
                file,
                "PRAGMA ignore_check_constraints = ON",
                "DROP TRIGGER chain_no_update",
                "UPDATE chain SET kind = " + kind + " WHERE seq = 15",
                update);

        String named = "link 15 of the chain is of kind '" + kind.replace("'", "") + "'";
        assertThatThrownBy(() -> LogFixture.append(log, 3)).hasMessageContaining(named);
        assertThatThrownBy(() -> log.live("NIFTY50", true, LocalDate.of(2025, 2, 1)))
                .hasMessageContaining(named);
        assertThatThrownBy(() -> log.verify()).isInstanceOf(PredictionLogException.class);
    }

    @Test
    void a_row_that_something_else_put_in_is_named_and_not_linked_by_the_next_run() throws SQLException {
        LogFixture.tamper(
                file, "INSERT INTO forecast (publication_id, output, horizon, value) VALUES (3, 'spike', 1, 0.5)");

        assertThatThrownBy(() -> LogFixture.append(log, 3))
                .hasMessageContaining("it has 16 rows and 15 links: rows were put in or taken away");
        assertThat(proof().breakage()).contains("row 10 of forecast has no link: it was put in by something else");
    }

    @Test
    void the_newest_rows_taken_away_with_their_links_are_missed_by_who_knew_them() throws SQLException {
        LogWitness known = witness();
        String update = sql("SELECT group_concat(sql, ';') FROM sqlite_master WHERE name LIKE '%no_delete'");
        LogFixture.tamper(
                file,
                "DROP TRIGGER chain_no_delete",
                "DROP TRIGGER forecast_no_delete",
                "DROP TRIGGER publication_no_delete",
                "DROP TRIGGER moment_no_delete",
                "DELETE FROM chain WHERE seq > 10",
                "DELETE FROM forecast WHERE id > 6",
                "DELETE FROM publication WHERE id > 2",
                "DELETE FROM moment WHERE id > 2");
        for (String trigger : update.split(";(?=CREATE)", -1)) {
            String name = trigger.split(" ", -1)[2];
            if (List.of("chain_no_delete", "forecast_no_delete", "publication_no_delete", "moment_no_delete")
                    .contains(name)) {
                LogFixture.tamper(file, trigger);
            }
        }

        assertThat(proof().breakage()).isEmpty();
        assertThat(proof(known).breakage())
                .hasValueSatisfying(
                        what -> assertThat(what).contains("runs.jsonl knows it with 15 rows", "it has only 10"));
        assertThatThrownBy(() -> LogFixture.append(log.heldTo(Optional.of(known)), 3))
                .hasMessageContaining("it has only 10");
    }

    @Test
    void a_log_made_anew_with_other_rows_is_not_the_one_that_is_known() throws IOException {
        LogWitness known = witness();
        Files.delete(file);
        LogFixture.append(log, 7);
        LogFixture.append(log, 8);
        LogFixture.append(log, 9);

        assertThat(proof(known).breakage())
                .hasValueSatisfying(what -> assertThat(what).contains("the hash of that row is another one now"));
        assertThatThrownBy(() -> LogFixture.append(log.heldTo(Optional.of(known)), 3))
                .hasMessageContaining("another one now");
    }

    @Test
    void a_new_log_in_place_of_one_that_is_known_says_so_from_its_first_row() throws IOException {
        LogWitness known = witness();
        Files.delete(file);
        PredictionLog held = log.heldTo(Optional.of(known));
        assertThat(held.lost()).contains(known);

        LogFixture.append(held, 60);

        assertThat(proof(known).breakage()).isEmpty();
        assertThat(proof(known).passedOver()).isEqualTo(1);
        assertThat(proof().seams()).singleElement().satisfies(seam -> {
            assertThat(seam.kind()).isEqualTo(LogSeam.Kind.BEGUN_ANEW);
            assertThat(seam.rows()).isEqualTo(15);
        });
        LogFixture.append(held, 61);
    }

    @Test
    void a_copy_that_was_put_back_is_accepted_with_the_fact_noted() throws IOException, SQLException {
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        byte[] copy = Files.readAllBytes(file);
        LogFixture.append(log, 3);
        LogWitness known = witness();
        Files.write(file, copy);
        PredictionLog held = log.heldTo(Optional.of(known));
        assertThatThrownBy(() -> LogFixture.append(held, 60)).hasMessageContaining("it has only 15");

        LogHead accepted = log.accept(NOW.plusSeconds(60));

        assertThat(accepted.rows()).isEqualTo(16);
        LogFixture.append(held, 61);
        assertThat(proof(known)).satisfies(proof -> {
            assertThat(proof.breakage()).isEmpty();
            assertThat(proof.from()).contains(NOW.plusSeconds(60));
            assertThat(proof.text()).contains("(15 earlier rows were accepted as they were)");
        });
    }

    @Test
    void what_does_not_fit_its_own_chain_is_not_accepted() throws SQLException {
        LogFixture.tamper(file, "DROP TRIGGER forecast_no_update", "UPDATE forecast SET value = 0.5", NO_UPDATE);

        assertThatThrownBy(() -> log.accept(NOW)).hasMessageContaining("row 1 of forecast does not fit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DROP TRIGGER forecast_no_update | the trigger forecast_no_update is missing",
                "DROP VIEW outcomes | the view outcomes is missing",
                "DROP INDEX forecast_key | the index forecast_key is missing",
                "CREATE VIEW mine AS SELECT 1 | the view mine is none of the log's; if you put it there, drop it",
                "CREATE TABLE mine (id) | the table mine is none of the log's",
                "CREATE INDEX mine ON forecast (value) | the index mine is none of the log's",
                "ALTER TABLE forecast ADD COLUMN mine | the table forecast is another one than the log's",
            })
    void what_guards_the_log_is_looked_at_before_it_is_used(String change, String named) throws SQLException {
        LogFixture.tamper(file, change);

        assertThatThrownBy(() -> LogFixture.append(log, 3)).hasMessageContainingAll("changed by something else", named);
        assertThatThrownBy(() -> log.verify()).hasMessageContaining(named);
        assertThat(told()).contains(named);
        assertThatThrownBy(() -> log.live("NIFTY50", true, LocalDate.of(2025, 2, 1)))
                .hasMessageContaining(named);
    }

    /** A changed table is refused; of any other change it is told how far the rows are what was written. */
    private String told() {
        try {
            return proof().breakage().orElse("nothing");
        } catch (PredictionLogException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void a_proof_goes_on_where_a_trigger_is_missing_and_tells_both() throws SQLException {
        LogFixture.tamper(file, "DROP TRIGGER forecast_no_update", "UPDATE forecast SET value = 0.5 WHERE id > 3");

        LogProof proof = proof();

        assertThat(proof.breakage())
                .hasValueSatisfying(what -> assertThat(what)
                        .contains("the trigger forecast_no_update is missing; row 4 of forecast does not fit"));
        assertThat(proof.to()).contains(LogFixture.FIRST.plusSeconds(86_401));
    }

    @Test
    void a_trigger_that_does_nothing_any_more_is_another_one() throws SQLException {
        LogFixture.tamper(
                file,
                "DROP TRIGGER forecast_no_update",
                "CREATE TRIGGER forecast_no_update BEFORE UPDATE ON forecast BEGIN SELECT 1; END");

        assertThatThrownBy(() -> log.verify())
                .hasMessageContaining("the trigger forecast_no_update is another one than the log's");
    }

    @Test
    void statistics_of_sqlite_itself_are_no_change() throws SQLException {
        LogFixture.tamper(file, "ANALYZE", "VACUUM");

        assertThat(LogFixture.append(log, 3)).isEqualTo(3);
        assertThat(proof().breakage()).isEmpty();
    }

    @Test
    @Timeout(60)
    void a_statement_without_end_is_ended_and_nothing_of_the_run_stays() {
        LogFile hasty = new LogFile(file, Duration.ofMillis(200));

        assertThatThrownBy(() -> hasty.write(NOW, connection -> {
                    Sql.update(
                            connection,
                            "INSERT INTO seam (at, kind, rows, gaps, detail) VALUES (?, 'accepted', 0, 0, '')",
                            NOW.toString());
                    return Sql.number(
                            connection,
                            "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c");
                }))
                .isInstanceOf(PredictionLogException.class)
                .hasMessageContaining("did not answer within 0.2 s");

        assertThat(proof().seams()).isEmpty();
        assertThat(LogFixture.append(log, 3)).isEqualTo(3);
    }

    @Test
    void an_older_log_is_taken_over_with_the_fact_noted_and_bound_from_then_on() throws SQLException, IOException {
        Path old = folder.resolve("old.db");
        LogFixture.ofVersion1(old, 4);
        PredictionLog taken = PredictionLog.of(old);
        assertThat(taken.prove(List.of())).isEmpty();
        assertThat(taken.head()).isEmpty();
        assertThat(taken.live("NIFTY50", true, LocalDate.of(2025, 2, 1)).span()).isEmpty();

        LogFixture.append(taken, 4);

        LogProof proof = taken.prove(List.of()).orElseThrow();
        assertThat(proof.breakage()).isEmpty();
        assertThat(proof.head().rows()).isEqualTo(26);
        assertThat(proof.text())
                .startsWith("unbroken from 2025-01-06T10:30:01Z to 2025-01-06T10:30:01Z"
                        + " (20 earlier rows were taken over as they were), 26 rows");
        LogFixture.tamper(
                old, "DROP TRIGGER forecast_no_update", "UPDATE forecast SET value = 1 WHERE id = 1", NO_UPDATE);
        assertThat(taken.prove(List.of()).orElseThrow().breakage())
                .hasValueSatisfying(what -> assertThat(what).contains("row 1 of forecast does not fit"));
    }

    @Test
    void an_older_log_with_gaps_or_without_its_triggers_is_judged_before_it_is_taken_over() throws SQLException {
        Path old = folder.resolve("old.db");
        LogFixture.ofVersion1(old, 4);
        String trigger = "CREATE TRIGGER forecast_no_delete BEFORE DELETE ON forecast"
                + " BEGIN SELECT raise(ABORT, 'the prediction log is append-only'); END";
        LogFixture.tamper(old, "DROP TRIGGER forecast_no_delete", "DELETE FROM forecast WHERE id = 3");
        PredictionLog taken = PredictionLog.of(old);
        assertThatThrownBy(() -> LogFixture.append(taken, 4))
                .hasMessageContaining("trigger forecast_no_delete is missing");

        LogFixture.tamper(old, trigger);
        LogFixture.append(taken, 4);
        LogFixture.append(taken, 5);

        assertThat(taken.prove(List.of()).orElseThrow().breakage()).isEmpty();
    }

    /** Takes an older log over, and waits to be killed before that is committed. */
    static final class HalfTaken {
        public static void main(String[] arguments) throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA cache_size = 1");
                statement.execute("BEGIN IMMEDIATE");
                LogSchema.runScripts(connection, 1, LogSchema.VERSION);
                ChainWriter.fromTheFirstRow(connection).link();
                System.out.println("linked");
                System.out.flush();
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void a_takeover_that_is_killed_half_way_leaves_the_older_log_and_is_done_by_the_next_run() throws Exception {
        Path old = folder.resolve("old.db");
        LogFixture.ofVersion1(old, 20);
        Process taking = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HalfTaken.class.getName(),
                        old.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(taking.inputReader().readLine()).isEqualTo("linked");
        taking.destroyForcibly();
        assertThat(taking.waitFor(30, TimeUnit.SECONDS)).isTrue();

        PredictionLog log = PredictionLog.of(old);
        assertThat(log.summary().version()).isEqualTo(1);
        assertThat(LogFixture.append(log, 20)).isEqualTo(3);
        assertThat(log.verify().proof().orElseThrow().seams())
                .singleElement()
                .satisfies(seam -> assertThat(seam.rows()).isEqualTo(100));
    }
}
