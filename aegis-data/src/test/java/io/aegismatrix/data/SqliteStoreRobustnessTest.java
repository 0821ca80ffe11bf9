package io.aegismatrix.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aegismatrix.data.source.MarketSources;
import io.aegismatrix.data.source.MarketStores;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the store when the world misbehaves. */
class SqliteStoreRobustnessTest {

    @TempDir
    Path folder;

    private Path file = Path.of("unset");
    private MarketStore store = MarketStore.none();

    @BeforeEach
    void opens_a_store() {
        file = folder.resolve("market.db");
        store = MarketStores.sqlite(file);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<Integer> numbers(String sql) throws SQLException {
        List<Integer> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getInt(1));
            }
        }
        return found;
    }

    private MarketSnapshot read() {
        return store.snapshot(MarketRequest.nifty50(MarketFixtures.EVENING));
    }

    private static void assertRefused(ThrowingCallable action, String... words) {
        assertThatThrownBy(action).isInstanceOf(MarketDataException.class).hasMessageContainingAll(words);
    }

    @Test
    void a_file_that_is_no_database_is_named_with_what_to_do_and_left_alone() throws IOException {
        String text = "timestamp,open,high,low,close\n".repeat(300);
        Files.writeString(file, text);
        assertRefused(this::read, file.toString(), "no SQLite database", "move it away", "fetch");
        assertRefused(() -> store.save(StoreWriterProcess.row(0)), file.toString(), "move it away");
        assertThat(file).hasContent(text);
    }

    @Test
    void a_damaged_database_is_named_with_what_to_do() throws IOException {
        store.save(MarketFetch.of(StoreFixtures.market(80, MarketFixtures.EVENING)));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] rubbish = new byte[(int) bytes.length() - 8192];
            new Random(7).nextBytes(rubbish);
            bytes.seek(8192);
            bytes.write(rubbish);
        }
        assertRefused(this::read, file.toString(), "damaged", "move it away", "-wal");
        assertRefused(() -> MarketStores.summary(file), file.toString(), "damaged", "move it away");
    }

    @Test
    void a_database_cut_short_is_named_with_what_to_do() throws IOException {
        store.save(MarketFetch.of(StoreFixtures.market(80, MarketFixtures.EVENING)));
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        assertRefused(this::read, file.toString(), "damaged", "move it away");
    }

    @Test
    void a_database_of_something_else_is_left_alone() throws SQLException {
        change("CREATE TABLE recipe (name TEXT)");
        assertRefused(() -> store.save(StoreWriterProcess.row(0)), file.toString(), "something else");
        assertThat(numbers("SELECT count(*) FROM sqlite_master")).containsExactly(1);
    }

    @Test
    void a_newer_schema_is_refused() throws SQLException {
        store.save(StoreWriterProcess.row(0));
        change("PRAGMA user_version = 99");
        assertRefused(this::read, file.toString(), "schema version 99", "newer release");
        assertRefused(() -> store.save(StoreWriterProcess.row(1)), "schema version 99");
    }

    @Test
    void an_empty_file_left_by_a_killed_run_is_filled() throws IOException {
        Files.createFile(file);
        store.save(StoreWriterProcess.row(0));
        assertThat(read().daily().size()).isEqualTo(1);
    }

    @Test
    void an_impossible_row_is_told_with_its_value() throws SQLException {
        store.save(StoreWriterProcess.row(0));
        change("UPDATE daily_bar SET high = 1");
        assertRefused(this::read, file.toString(), "high=1.0", "2024-12-16");
    }

    @Test
    void a_folder_in_place_of_the_file_is_named() throws IOException {
        Files.createDirectory(file);
        assertRefused(() -> store.save(StoreWriterProcess.row(0)), file.toString(), "is a folder");
    }

    @Test
    void a_file_in_place_of_the_folder_is_named() throws IOException {
        Files.createFile(folder.resolve("plain"));
        MarketStore below = MarketStores.sqlite(folder.resolve("plain").resolve("market.db"));
        assertRefused(() -> below.save(StoreWriterProcess.row(0)), "plain", "cannot be made");
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Assumptions.assumeTrue(locked.toFile().setWritable(false), "this file system has no permissions");
        Assumptions.assumeFalse(Files.isWritable(locked), "this user may write everywhere; test skipped");
        Path held = locked.resolve("market.db");
        assertRefused(
                () -> MarketStores.sqlite(held).save(StoreWriterProcess.row(0)),
                held.toString(),
                "must be able to write");
    }

    @Test
    void a_second_writer_waits_for_the_first() throws Exception {
        store.save(StoreWriterProcess.row(0));
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> store.save(StoreWriterProcess.row(1)));
            Thread.sleep(300);
            assertThat(second).isNotDone();
            assertThat(read().daily().size()).isEqualTo(1);
            statement.execute("COMMIT");
            second.get(5, TimeUnit.SECONDS);
        }
        assertThat(numbers("SELECT count(*) FROM fetch_attempt")).containsExactly(2);
    }

    @Test
    void a_second_writer_that_has_waited_long_enough_says_so() throws Exception {
        store.save(StoreWriterProcess.row(0));
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            MarketStore hasty = MarketStores.sqlite(file, Duration.ofMillis(200));
            assertRefused(() -> hasty.save(StoreWriterProcess.row(1)), file.toString(), "another run", "try again");
            statement.execute("ROLLBACK");
        }
        assertThat(numbers("SELECT count(*) FROM fetch_attempt")).containsExactly(1);
    }

    @Test
    void a_failed_save_leaves_nothing_behind() throws SQLException {
        store.save(StoreWriterProcess.row(0));
        change("CREATE TRIGGER full BEFORE INSERT ON fetch_attempt BEGIN SELECT RAISE(ABORT, 'no room'); END");
        assertRefused(() -> store.save(StoreWriterProcess.row(1)), file.toString(), "no room");
        assertThat(numbers("SELECT count(*) FROM intraday_bar")).containsExactly(1);
    }

    /** Both start on a file that is not there: whoever comes first makes it. */
    @Test
    void two_processes_write_at_once_while_a_third_reads() throws Exception {
        int rows = 60;
        int reads = 0;
        try (StoreWriterProcess even = StoreWriterProcess.start(file, 0, 2, rows);
                StoreWriterProcess odd = StoreWriterProcess.start(file, 1, 2, rows)) {
            assertThat(even.next()).isZero();
            CompletableFuture<Integer> rest = CompletableFuture.supplyAsync(() -> countAll(even) + countAll(odd));
            while (!rest.isDone()) {
                assertThat(read().intraday().orElseThrow().bars()).isNotEmpty();
                reads++;
            }
            assertThat(rest.get()).isEqualTo(rows - 1);
        }
        assertThat(reads).isPositive();
        assertThat(read().intraday().orElseThrow().bars()).hasSize(rows);
        assertThat(numbers("SELECT count(*) FROM fetch_attempt")).containsExactly(rows);
    }

    private static int countAll(StoreWriterProcess writer) {
        try {
            int count = 0;
            while (writer.next() >= 0) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_killed_run_loses_no_acknowledged_row() throws Exception {
        writeWhileBeingKilled(100, 5, new Random(4));
    }

    @Test
    @Tag("slow")
    void many_killed_runs_lose_no_acknowledged_row(TestReporter reporter) throws Exception {
        Figures.tell(reporter, "killed writers", writeWhileBeingKilled(1500, 100, new Random(44)));
    }

    /** Every process goes on where the one before was killed, after about the same number of rows each. */
    private String writeWhileBeingKilled(int rows, int kills, Random random) throws Exception {
        int acknowledged = -1;
        int killed = 0;
        int kept = 0;
        while (acknowledged < rows - 1) {
            try (StoreWriterProcess writer = StoreWriterProcess.start(file, acknowledged + 1, 1, rows)) {
                int patience = 1 + random.nextInt(2 * rows / kills);
                for (int row = writer.next(); row >= 0; row = writer.next()) {
                    acknowledged = row;
                    if (--patience == 0) {
                        Thread.sleep(0, random.nextInt(999_999));
                        break;
                    }
                }
                acknowledged = writer.kill(acknowledged);
                killed++;
            }
            kept += assertEverythingIsThere(acknowledged) ? 1 : 0;
        }
        assertThat(killed).isGreaterThanOrEqualTo(kills / 2);
        return killed + " processes, " + (acknowledged + 1) + " rows acknowledged, 0 lost; " + kept
                + " times the row being written was there all the same";
    }

    /** The row being written when the process died may be there or not, but not half. */
    private boolean assertEverythingIsThere(int acknowledged) throws SQLException {
        List<Integer> bars = numbers("SELECT (start - 1734407100000) / 60000 FROM intraday_bar ORDER BY start");
        assertThat(bars).hasSizeBetween(acknowledged + 1, acknowledged + 2);
        for (int row = 0; row < bars.size(); row++) {
            assertThat(bars.get(row)).isEqualTo(row);
        }
        assertThat(numbers("SELECT DISTINCT CAST(substr(address, 19) AS INTEGER) FROM fetch_attempt ORDER BY 1"))
                .isEqualTo(bars);
        assertThat(read().intraday().orElseThrow().bars()).hasSize(bars.size());
        assertThat(numbers("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"))
                .containsExactly(0);
        return bars.size() == acknowledged + 2;
    }

    @Test
    void whoever_keeps_nothing_needs_no_database_driver() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        StoreWriterProcess.classPathWithout("sqlite-jdbc"),
                        KeepsNothing.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("NIFTY50 as of").contains("no driver");
    }

    /** An embedder without SQLite. */
    static final class KeepsNothing {

        public static void main(String[] arguments) throws ReflectiveOperationException {
            System.out.println(MarketSources.synthetic(1, 30)
                    .snapshot(MarketRequest.nifty50(Instant.parse("2024-12-31T10:30:00Z"))));
            try {
                Class.forName("org.sqlite.JDBC");
            } catch (ClassNotFoundException e) {
                System.out.println("no driver");
            }
        }
    }
}
