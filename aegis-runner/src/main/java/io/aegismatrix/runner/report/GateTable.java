package io.aegismatrix.runner.report;

import com.github.freva.asciitable.ColumnData;
import io.aegismatrix.engine.gate.GateResult;
import java.util.List;

/** How trained engines fared at the gates, as a table for people. */
public final class GateTable {

    private static final List<ColumnData<GateResult>> COLUMNS = List.of(
            Tables.left("engine", result -> result.engine().id()),
            Tables.left("gate", result -> result.gate().id()),
            Tables.left("", result -> result.passed() ? "passed" : "FAILED"),
            Tables.left("detail", GateResult::detail));

    private GateTable() {}

    public static String of(List<GateResult> results) {
        return Tables.of(results, COLUMNS);
    }
}
