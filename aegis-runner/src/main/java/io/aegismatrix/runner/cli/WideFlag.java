package io.aegismatrix.runner.cli;

import com.google.common.primitives.Ints;
import io.aegismatrix.runner.process.RunContext;
import io.aegismatrix.runner.report.Tables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;

/** The flag of every command that prints a table, and how wide a table may be without it. */
final class WideFlag {

    private static final int NARROWEST = 40;

    @Option(names = "--wide", description = "Tables with all their columns, wider than the terminal if need be.")
    private boolean wide;

    /** How many characters a line may have. */
    int width(RunContext context) {
        return wide ? Tables.WIDE : columns(context);
    }

    /** Columns of the terminal: what {@code COLUMNS} says, else what it says itself; 80 where nobody is watching. */
    static int columns(RunContext context) {
        @Nullable Integer given = Ints.tryParse(context.environment().getOrDefault("COLUMNS", ""));
        if (given != null && given >= NARROWEST) {
            return given;
        }
        UsageMessageSpec terminal = new UsageMessageSpec();
        return context.terminal() ? terminal.autoWidth(true).width() : terminal.width();
    }
}
