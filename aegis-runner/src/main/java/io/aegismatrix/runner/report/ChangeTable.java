package io.aegismatrix.runner.report;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.engine.ModelChange;
import java.util.List;
import java.util.Locale;

/** What was in use when, and why, as a table for people. */
public final class ChangeTable {

    private static final List<ColumnData<ModelChange>> COLUMNS = List.of(
            Tables.left("at", change -> change.at().toString()),
            Tables.left("what", change -> change.action().name().toLowerCase(Locale.ROOT)),
            Tables.left("version", ModelChange::version),
            Tables.left("in use before", change -> change.previous().orElse("")),
            Tables.left("why", ModelChange::reason));

    private ChangeTable() {}

    public static String of(List<ModelChange> changes) {
        return Tables.of(changes, COLUMNS);
    }
}
