package io.aegismatrix.runner.log;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables whose rows are chained, in the order in which the rows of one transaction are. */
enum LogTable {
    MOMENT(1, "id, underlying, synthetic, as_of, decision_session, decision_close, spot, high_so_far, low_so_far", ""),
    PUBLICATION(
            2,
            "id, moment_id, kind, engine, version, trained_through, in_sample, run_id, observed_at, recorded_at",
            "recorded_at"),
    FORECAST(3, "id, publication_id, output, horizon, parameter, value", ""),
    OUTCOME(
            4,
            "id, publication_id, target, horizon, parameter, metric, outcome, loss, baseline_loss, hit, baseline_hit,"
                    + " resolved, scored_at",
            "scored_at"),
    SETTLED(5, "publication_id, through, scored_at", "scored_at"),
    SEAM(6, "id, at, kind, rows, gaps, detail", "at");

    private final int code;
    private final ImmutableList<String> columns;
    private final int time;

    LogTable(int code, String columns, String time) {
        this.code = code;
        this.columns = ImmutableList.copyOf(columns.split(", ", -1));
        this.time = this.columns.indexOf(time);
    }

    /** Its number in the chain. */
    int code() {
        return code;
    }

    /** The table of a number; empty if it is none's, as only something else can have written it. */
    static Optional<LogTable> of(int code) {
        return code < 1 || code > values().length ? Optional.empty() : Optional.of(values()[code - 1]);
    }

    /** Its name in the schema. */
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All its columns, the key first. */
    List<String> columns() {
        return columns;
    }

    /** Name of the column that numbers its rows. */
    String key() {
        return columns.get(0);
    }

    /** Position, from zero, of the column that says when a row was written; below zero if there is none. */
    int time() {
        return time;
    }

    /** Whether ids only grow, so that the newest rows are those above the highest id there was. */
    boolean grows() {
        return this != SETTLED;
    }

    /** Selects the rows without a link, given the highest id there was before they were added. */
    String added() {
        String isNew = grows()
                ? key() + " > ?"
                : "? IS NOT NULL AND NOT EXISTS (SELECT 1 FROM chain WHERE kind = " + code + " AND row_id = " + key()
                        + ")";
        return "SELECT " + String.join(", ", columns) + " FROM " + table() + " WHERE " + isNew + " ORDER BY " + key();
    }
}
