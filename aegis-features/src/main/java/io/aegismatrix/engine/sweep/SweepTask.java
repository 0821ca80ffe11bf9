package io.aegismatrix.engine.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.aegismatrix.engine.BacktestPeriod;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.TrainingSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One back-test of one engine on one market: all that its bytes depend on, as one line of text.
 *
 * @param market name of the market, such as {@code NIFTY50} or {@code synthetic-7}: letters, digits, {@code _}, {@code -} and
 *     {@code .}
 * @param engine which engine
 * @param period sessions that are forecast, and how often models are trained anew
 * @param settings seed and sizes; {@link TrainingSettings#threads} is not part of the task, because no byte depends on it
 * @param input SHA-256 of the market's bars, see {@link SweepMarket}
 * @param code hash of the classes that run it, see {@link CodeHash}
 */
public record SweepTask(
        String market, EngineId engine, BacktestPeriod period, TrainingSettings settings, String input, String code) {

    /** Columns of {@link #line}. */
    static final List<String> COLUMNS = List.of(
            "market",
            "engine",
            "from",
            "to",
            "refit",
            "seed",
            "folds",
            "embargo",
            "max_epochs",
            "input_sha256",
            "code");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8,64}");
    private static final int KEY_LENGTH = 16;

    /** Validates names and hashes. */
    public SweepTask {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(settings, "settings");
        requireMatch(NAME, market, "market must be 1 to 64 letters, digits, '_', '-' and '.'");
        requireMatch(HEX, input, "input must be a hash in hexadecimal digits");
        requireMatch(HEX, code, "code must be a hash in hexadecimal digits");
    }

    private static void requireMatch(Pattern pattern, String text, String rule) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(rule + ", was '" + text + "'");
        }
    }

    /** The task as a line of CSV without its end, in one form only. */
    public String line() {
        return csv(List.of(
                market,
                engine.id(),
                period.from().toString(),
                period.to().toString(),
                String.valueOf(period.refitSessions()),
                String.valueOf(settings.seed()),
                String.valueOf(settings.folds()),
                String.valueOf(settings.embargo()),
                String.valueOf(settings.maximumEpochs()),
                input,
                code));
    }

    static String csv(List<String> cells) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException("a line cannot be written in memory", e);
        }
        return text.toString().stripTrailing();
    }

    /**
     * Reads {@link #line}.
     *
     * @throws IllegalArgumentException quoting what is no task
     */
    public static SweepTask parse(String line) {
        List<CsvRecord> rows;
        try {
            rows = CsvReader.builder().ofCsvRecord(line).stream().toList();
        } catch (CsvParseException e) {
            throw new IllegalArgumentException("no task: '" + line + "': " + e.getMessage(), e);
        }
        if (rows.size() != 1 || rows.get(0).getFieldCount() != COLUMNS.size()) {
            throw new IllegalArgumentException("a task must have the columns " + COLUMNS + ", was '" + line + "'");
        }
        List<String> cells = rows.get(0).getFields();
        try {
            return new SweepTask(
                    cells.get(0),
                    new EngineId(cells.get(1)),
                    new BacktestPeriod(
                            LocalDate.parse(cells.get(2)),
                            LocalDate.parse(cells.get(3)),
                            Integer.parseInt(cells.get(4))),
                    new TrainingSettings(
                            Long.parseLong(cells.get(5)),
                            Integer.parseInt(cells.get(6)),
                            Integer.parseInt(cells.get(7)),
                            Integer.parseInt(cells.get(8))),
                    cells.get(9),
                    cells.get(10));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("no task: '" + line + "': " + e.getMessage(), e);
        }
    }

    /** First 16 hexadecimal digits of the SHA-256 of {@link #line}: equal keys, equal bytes. */
    public String key() {
        return Hashing.sha256().hashString(line(), UTF_8).toString().substring(0, KEY_LENGTH);
    }

    /** Folder of its result below the results of a sweep, readable, with the key at the end. */
    public String path() {
        return market + "/" + engine.id() + "/" + period.from() + "_" + period.to() + "/r" + period.refitSessions()
                + "/s" + settings.seed() + "-" + key();
    }
}
