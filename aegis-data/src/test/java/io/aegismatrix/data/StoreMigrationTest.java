package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketStores;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores as earlier releases left them, made from the scripts as they were released. */
class StoreMigrationTest {

    private static final Instant EVENING = Instant.parse("2024-12-17T16:00:00+05:30");
    private static final int APPLICATION_ID = 0x41454749;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("market.db");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = StoreMigrationTest.class.getResourceAsStream("/io/aegismatrix/data/store/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void change(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** The store of the first released schema, with two sessions, a revision, a price and a chain. */
    private void release_1_with_rows() throws IOException, SQLException {
        change(
                resource("released-1.sql"),
                "PRAGMA journal_mode = WAL",
                "PRAGMA application_id = " + APPLICATION_ID,
                "PRAGMA user_version = 1",
                "INSERT INTO instrument VALUES (1, 'NIFTY50'), (2, 'INDIAVIX')",
                "INSERT INTO daily_bar VALUES (1, '2024-12-16', 24700, 24750, 24600, 24660, 0, 'yahoo', 1734345000000,"
                        + " 1734345000000), (1, '2024-12-17', 24600, 24650, 24300, 24336, 0, 'yahoo', 1734431400000,"
                        + " 1734431400000), (2, '2024-12-16', 13, 14, 12.5, 14, 0, 'yahoo', 1734345000000, 1734345000000),"
                        + " (2, '2024-12-17', 14, 15, 13.5, 14.5, 0, 'yahoo', 1734431400000, 1734431400000)",
                "INSERT INTO daily_bar_revision VALUES (1, 1, '2024-12-16', 1734345000000, 'yahoo', 24700, 24750, 24600,"
                        + " 24650, 0, 'yahoo', 24700, 24750, 24600, 24660, 0)",
                "INSERT INTO option_chain VALUES (1, 1, 1734429600000, 'NIFTY', 24336, 'nse', 1734429600000,"
                        + " 1734429600000)",
                "INSERT INTO option_leg VALUES (1, 0, '2024-12-19', 24300, 'CALL', 10, 5, 0.14, 120, 119, 121)",
                "INSERT INTO fetch_attempt VALUES (1, 1734429600000, 0, 1734429600000, 'nse', 'https://x', 'OK', 200, 5, 9,"
                        + " '')");
    }

    private static MarketSnapshot read(Path file) {
        return MarketStores.sqlite(file).snapshot(MarketRequest.nifty50(EVENING));
    }

    @Test
    void a_released_script_is_never_edited() throws IOException {
        assertThat(resource("001-bars-quotes-chains-attempts.sql")).isEqualTo(resource("released-1.sql"));
    }

    @Test
    void a_store_of_the_first_release_opens_with_its_rows_and_takes_new_ones() throws IOException, SQLException {
        release_1_with_rows();

        MarketSnapshot before = read(file());
        assertThat(before.daily().size()).isEqualTo(2);
        assertThat(before.daily().last().close()).isEqualTo(24_336);
        assertThat(before.optionChain().orElseThrow().quotes()).hasSize(1);
        assertThat(ask("PRAGMA user_version")).isEqualTo("2");

        DailyBar official = new DailyBar(LocalDate.of(2024, 12, 17), 24_600, 24_650, 24_300, 24_340, 0);
        MarketStore store = MarketStores.sqlite(file());
        store.save(StoreFixtures.daily(EVENING, MarketFetch.EXCHANGE, official));
        store.save(StoreFixtures.daily(
                EVENING.plusSeconds(60), new DailyBar(LocalDate.of(2024, 12, 17), 24_600, 24_650, 24_300, 24_336, 0)));

        assertThat(read(file()).daily().last().close()).isEqualTo(24_340);
        assertThat(ask("SELECT count(*) FROM overruled_bars")).isEqualTo("1");
        StoreSummary summary = MarketStores.summary(file());
        assertThat(summary.revisions()).isEqualTo(2);
        assertThat(summary.attempts()).isEqualTo(1);
    }

    @Test
    void a_migrated_store_has_the_schema_of_a_new_one() throws IOException, SQLException {
        release_1_with_rows();
        read(file());
        String schema = "SELECT group_concat(type || name || sql, ';') FROM (SELECT * FROM sqlite_master"
                + " WHERE sql IS NOT NULL ORDER BY type, name)";
        String migrated = ask(schema);
        Files.delete(file());
        Files.deleteIfExists(folder.resolve("market.db-wal"));
        Files.deleteIfExists(folder.resolve("market.db-shm"));
        MarketStores.sqlite(file())
                .save(StoreFixtures.daily(
                        EVENING, new DailyBar(LocalDate.of(2024, 12, 17), 24_600, 24_650, 24_300, 24_336, 0)));

        assertThat(ask(schema)).isEqualTo(migrated);
    }

    @Test
    void a_store_of_a_newer_release_is_refused_and_left_as_it_is() throws IOException, SQLException {
        release_1_with_rows();
        read(file());
        change("PRAGMA user_version = 3");

        assertThatThrownBy(() -> read(file()))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("the store has schema version 3, this release knows versions up to 2")
                .hasMessageContaining("use the newer release that wrote it, or another file");
        assertThatThrownBy(() -> MarketStores.sqlite(file()).save(new MarketFetch(EVENING, List.of(), List.of())))
                .hasMessageContaining("schema version 3");
        assertThat(ask("PRAGMA user_version")).isEqualTo("3");
        assertThat(ask("SELECT count(*) FROM daily_bar")).isEqualTo("4");
    }
}
