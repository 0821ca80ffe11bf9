package io.aegismatrix.engine.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.aegismatrix.engine.ModelException;
import io.aegismatrix.engine.forecast.Forecast;
import io.aegismatrix.engine.forecast.Output;
import io.aegismatrix.engine.forecast.Target;
import io.aegismatrix.features.MarketHistory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code predictions.csv}: {@code as_of,output,horizon,parameter,value}, one forecast a row. {@code as_of} is the decision
 * session, or of a forecast made in the morning the session that morning was of.
 */
public final class PredictionTable {

    private static final List<String> COLUMNS = List.of("as_of", "output", "horizon", "parameter", "value");

    private PredictionTable() {}

    /**
     * Writes a table; leaves the stream open.
     *
     * @param predictions in the order they are to have
     */
    public static void write(OutputStream out, MarketHistory history, List<Prediction> predictions) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(new OutputStreamWriter(out, UTF_8));
        csv.writeRecord(COLUMNS);
        for (Prediction prediction : predictions) {
            Forecast forecast = prediction.forecast();
            csv.writeRecord(
                    history.session(prediction.row() + (ofMorning(forecast.output()) ? 1 : 0))
                            .toString(),
                    forecast.output().text(),
                    Integer.toString(forecast.horizon()),
                    Double.isNaN(forecast.parameter()) ? "" : Double.toString(forecast.parameter()),
                    Double.toString(forecast.value()));
        }
        csv.flush();
    }

    /**
     * Reads a table back.
     *
     * @param history the market it is of
     * @param what its name, for messages
     * @throws ModelException if it is no such table, or not of this market; the message names the line
     * @throws IOException if it cannot be read
     */
    public static List<Prediction> read(InputStream in, MarketHistory history, String what) throws IOException {
        List<Prediction> predictions = new ArrayList<>();
        read(in, what, line -> predictions.add(prediction(line, history)));
        return predictions;
    }

    /**
     * A row of a table.
     *
     * @param place file and line, for messages
     * @param asOf decision session, or of a morning's forecast its session
     */
    public record Line(String place, LocalDate asOf, Forecast forecast) {}

    /** Reads a table without its market, under the same rules as {@link #read(InputStream, MarketHistory, String)}. */
    public static void read(InputStream in, String what, Consumer<Line> lines) throws IOException {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(new InputStreamReader(in, UTF_8))) {
            for (CsvRecord row : csv) {
                if (row.getStartingLineNumber() == 1 && row.getFields().equals(COLUMNS)) {
                    continue;
                }
                lines.accept(line(row, what));
            }
        } catch (CsvParseException e) {
            throw new ModelException(what + ": no table of forecasts: " + e.getMessage(), e);
        }
    }

    private static Line line(CsvRecord row, String what) {
        String place = what + ":" + row.getStartingLineNumber() + ": ";
        if (row.getFieldCount() != COLUMNS.size()) {
            throw new ModelException(place + "expected the columns " + COLUMNS + ", was " + row.getFields());
        }
        try {
            Output output = Output.find(row.getField(1))
                    .orElseThrow(() -> new IllegalArgumentException("unknown output '" + row.getField(1) + "'"));
            return new Line(
                    place,
                    LocalDate.parse(row.getField(0)),
                    new Forecast(
                            output,
                            Integer.parseInt(row.getField(2)),
                            row.getField(3).isEmpty() ? Double.NaN : Double.parseDouble(row.getField(3)),
                            Double.parseDouble(row.getField(4))));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ModelException(place + "no forecast: " + e.getMessage(), e);
        }
    }

    private static Prediction prediction(Line line, MarketHistory history) {
        int decision = history.rowsUntil(line.asOf()) - 1;
        if (decision < 0 || !history.session(decision).equals(line.asOf())) {
            throw new ModelException(line.place() + "the market has no session " + line.asOf());
        }
        return new Prediction(decision - (ofMorning(line.forecast().output()) ? 1 : 0), line.forecast());
    }

    private static boolean ofMorning(Output output) {
        return output.target().map(Target::ofMorning).orElse(false);
    }
}
