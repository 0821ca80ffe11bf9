package io.aegismatrix.runner.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.aegismatrix.data.Untrusted;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is changed in a log, it is refused or found broken, or still says what it said. The first letter tells how:
 * {@code b} bytes of the file, three for where and to what; {@code s} cells by SQLite itself, past triggers and constraints,
 * four for table, row, column and value.
 */
class LogChainFuzzTest {

    @TempDir
    private static Path folder = Path.of("");

    private static final List<String> VALUES = List.of(
            "NULL",
            "0",
            "9",
            "-1",
            "9223372036854775807",
            "0.5",
            "9e999",
            "'x'",
            "'2025-01-02T10:30:00Z'",
            "x'00ff'",
            "zeroblob(32)",
            "zeroblob(100000)");

    private static byte[] whole = {};
    private static String said = "";

    @BeforeAll
    static void fill() throws IOException {
        Path file = folder.resolve("whole.db");
        PredictionLog log = PredictionLog.of(file);
        LogFixture.append(log, 0);
        LogFixture.append(log, 1);
        whole = Files.readAllBytes(file);
        said = export(log);
    }

    @FuzzTest
    void any_change_is_found_or_changes_nothing(byte[] data) throws IOException, SQLException {
        Path file = folder.resolve("predictions.db");
        for (String ending : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(folder.resolve("predictions.db" + ending));
        }
        ByteBuffer bytes = ByteBuffer.wrap(data);
        switch (bytes.hasRemaining() ? bytes.get() : 'b') {
            case 'b' -> Files.write(file, changedBytes(bytes));
            case 's' -> changeCells(Files.write(file, whole), bytes);
            default -> {
                return;
            }
        }
        PredictionLog log = PredictionLog.of(file);
        Untrusted.parsesOrRefuses(() -> verify(log), List.of(PredictionLogException.class));
        Untrusted.parsesOrRefuses(
                () -> log.live("NIFTY50", true, LocalDate.of(2025, 1, 3)), List.of(PredictionLogException.class));
        Untrusted.parsesOrRefuses(() -> LogFixture.append(log, 2), List.of(PredictionLogException.class));
    }

    private static byte[] changedBytes(ByteBuffer bytes) {
        byte[] changed = whole.clone();
        while (bytes.remaining() >= 3) {
            changed[Short.toUnsignedInt(bytes.getShort()) % changed.length] = bytes.get();
        }
        return changed;
    }

    private static void changeCells(Path file, ByteBuffer bytes) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA ignore_check_constraints = ON");
            statement.execute("PRAGMA synchronous = OFF");
            connection.setAutoCommit(false);
            List<LogTable> tables = List.of(LogTable.values());
            while (bytes.remaining() >= 4) {
                int table = Byte.toUnsignedInt(bytes.get()) % (tables.size() + 1);
                List<String> columns = table == 0
                        ? List.of("seq", "kind", "row_id", "hash")
                        : tables.get(table - 1).columns();
                String name = table == 0 ? "chain" : tables.get(table - 1).table();
                int row = 1 + Byte.toUnsignedInt(bytes.get()) % 8;
                String column = columns.get(Byte.toUnsignedInt(bytes.get()) % columns.size());
                String value = VALUES.get(Byte.toUnsignedInt(bytes.get()) % VALUES.size());
                changeCell(statement, name, columns.get(0), row, column + " = " + value);
            }
            connection.commit();
        }
    }

    private static void changeCell(Statement statement, String table, String key, int row, String change)
            throws SQLException {
        String trigger = table + "_no_update";
        String guard;
        try (ResultSet found = statement.executeQuery("SELECT sql FROM sqlite_master WHERE name = '" + trigger + "'")) {
            guard = found.getString(1);
        }
        statement.execute("DROP TRIGGER " + trigger);
        try {
            statement.executeUpdate("UPDATE " + table + " SET " + change + " WHERE " + key + " = " + row);
        } catch (SQLException e) {
            // Unique or of another type: SQLite keeps what it will not have changed.
        }
        statement.execute(guard);
    }

    private static void verify(PredictionLog log) throws IOException {
        Optional<LogProof> proof = log.prove(List.of());
        if (proof.isPresent() && proof.get().breakage().isEmpty()) {
            log.verify();
            if (proof.get().head().rows() > 0) {
                assertThat(export(log)).isEqualTo(said);
            }
        }
    }

    private static String export(PredictionLog log) throws IOException {
        try (StringWriter out = new StringWriter()) {
            log.export(ExportFormat.CSV, out);
            return out.toString();
        }
    }
}
