package io.aegismatrix.runner.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.aegismatrix.data.io.IoReason;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes every forecast beside its outcome. Nothing is collected: a log may hold years. */
final class LogExport {

    /** The forecast an outcome stands beside: of a joint forecast, the one by which it was judged. */
    private static final String SQL = "SELECT m.underlying, m.synthetic, m.as_of, m.decision_session, p.kind, p.engine,"
            + " p.version, p.in_sample, p.run_id, p.recorded_at, f.output, f.horizon, f.parameter, f.value,"
            + " o.metric, o.outcome, o.loss, o.baseline_loss, o.hit, o.resolved, o.scored_at"
            + " FROM forecast f JOIN publication p ON p.id = f.publication_id JOIN moment m ON m.id = p.moment_id"
            + " LEFT JOIN outcome o ON o.publication_id = p.id AND o.horizon = f.horizon AND o.target = CASE f.output"
            + " WHEN 'direction_up' THEN 'direction' WHEN 'regime_low' THEN 'regime'"
            + " WHEN 'path_range_lower' THEN 'path_range' WHEN 'close_range_lower' THEN 'close_range'"
            + " ELSE f.output END"
            + " AND ifnull(o.parameter, -1) = CASE f.output WHEN 'direction_up' THEN -1"
            + " ELSE ifnull(f.parameter, -1) END"
            + " ORDER BY m.as_of, p.id, f.id";

    private LogExport() {}

    static long write(Connection connection, ExportFormat format, Writer out) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet rows = statement.executeQuery()) {
            return format == ExportFormat.CSV ? csv(rows, out) : jsonLines(rows, out);
        } catch (IOException e) {
            throw new PredictionLogException("the export cannot be written: " + IoReason.of(e), e);
        }
    }

    /** No cell needs quotes: names, numbers and moments have neither commas nor quotes in them. */
    private static long csv(ResultSet rows, Writer out) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            out.append(i > 1 ? "," : "").append(columns.getColumnLabel(i));
        }
        out.append('\n');
        long count = 0;
        for (; rows.next(); count++) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String cell = rows.getString(i);
                out.append(i > 1 ? "," : "").append(cell == null ? "" : cell);
            }
            out.append('\n');
        }
        return count;
    }

    private static long jsonLines(ResultSet rows, Writer out) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        long count = 0;
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .setRootValueSeparator(null)) {
            for (; rows.next(); count++) {
                json.writeStartObject();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    field(json, columns.getColumnLabel(i), rows.getObject(i));
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
        return count;
    }

    private static void field(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else if (name.equals("synthetic") || name.equals("in_sample")) {
            json.writeBooleanField(name, ((Number) value).intValue() == 1);
        } else if (value instanceof Integer whole) {
            json.writeNumberField(name, whole);
        } else if (value instanceof Number number) {
            json.writeNumberField(name, number.doubleValue());
        } else {
            json.writeStringField(name, value.toString());
        }
    }
}
