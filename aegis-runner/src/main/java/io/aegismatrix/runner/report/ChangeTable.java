package io.aegismatrix.runner.report;

import io.aegismatrix.engine.ModelChange;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What was in use when, and why, as a table for people. */
public final class ChangeTable {

    private static final List<TableColumn<ModelChange>> COLUMNS = List.of(
            TableColumn.left(
                    "at", change -> change.at().truncatedTo(ChronoUnit.SECONDS).toString()),
            TableColumn.left("what", change -> change.action().name().toLowerCase(Locale.ROOT)),
            TableColumn.left("version", ModelChange::version),
            TableColumn.<ModelChange>left(
                            "in use before", change -> change.previous().orElse(""))
                    .asExtra(),
            TableColumn.left("why", ModelChange::reason));

    private ChangeTable() {}

    public static String of(List<ModelChange> changes, int width) {
        return Tables.of(changes, COLUMNS, width);
    }
}
