package io.aegismatrix.runner.train;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.aegismatrix.engine.EngineId;
import io.aegismatrix.engine.gate.ShadowScore;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Shadow scores in a CSV file: {@code engine,champion,challenger,output,session,horizon,champion_loss,challenger_loss},
 * one scored forecast a row. Rows of other engines and versions are passed over.
 */
public final class ShadowScoreFile implements ShadowRecord {

    private final Path file;

    public ShadowScoreFile(Path file) {
        this.file = file;
    }

    @Override
    public List<ShadowScore> scores(EngineId engine, String champion, String challenger) {
        List<ShadowScore> scores = new ArrayList<>();
        long line = 1;
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                line = row.getStartingLineNumber();
                if (row.getField("engine").equals(engine.id())
                        && row.getField("champion").equals(champion)
                        && row.getField("challenger").equals(challenger)) {
                    scores.add(score(row));
                }
            }
        } catch (CsvParseException
                | UncheckedIOException
                | IOException
                | NoSuchElementException
                | DateTimeException
                | IllegalArgumentException e) {
            throw new CommandException(
                    ExitCode.USAGE, file + ":" + line + ": not a row of shadow scores: " + e.getMessage(), e);
        }
        return scores;
    }

    private static ShadowScore score(NamedCsvRecord row) {
        return new ShadowScore(
                row.getField("output"),
                LocalDate.parse(row.getField("session")),
                Integer.parseInt(row.getField("horizon")),
                Double.parseDouble(row.getField("champion_loss")),
                Double.parseDouble(row.getField("challenger_loss")));
    }
}
