package io.aegismatrix.runner.report;

import io.aegismatrix.engine.gate.GateResult;
import java.util.List;

/** How trained engines fared at the gates, as a table for people. */
public final class GateTable {

    private static final List<TableColumn<GateResult>> COLUMNS = List.of(
            TableColumn.left("engine", result -> result.engine().id()),
            TableColumn.left("gate", result -> result.gate().id()),
            TableColumn.left("", result -> result.passed() ? "passed" : "FAILED"),
            TableColumn.left("detail", GateResult::detail));

    private GateTable() {}

    public static String of(List<GateResult> results, int width) {
        return Tables.of(results, COLUMNS, width);
    }
}
