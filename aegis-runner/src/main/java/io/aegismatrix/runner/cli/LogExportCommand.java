package io.aegismatrix.runner.cli;

import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.log.ExportFormat;
import io.aegismatrix.runner.log.PredictionLog;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes every forecast of the log with its outcome. */
@Command(name = "export", description = "Writes every forecast with its outcome, as JSON lines or CSV.")
final class LogExportCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private LogFlag log = new LogFlag();

    @Option(names = "--format", paramLabel = "jsonl|csv", description = "Default: jsonl")
    private String format = "jsonl";

    @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output")
    private @Nullable String out;

    LogExportCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        ExportFormat wanted = wanted();
        Flags flags = new Flags();
        log.addTo(flags);
        PredictionLog kept = aegis.settings(flags.map()).requireLog();
        try {
            long rows = out == null
                    ? print(kept, wanted)
                    : replace(kept, wanted, Configuration.path(aegis.context().folder(), "--out", out));
            aegis.console().progress("exported " + rows + " forecasts" + (out == null ? "" : " to " + out));
        } catch (IOException e) {
            throw CommandException.of((out == null ? "the export" : out) + ": cannot be written", e);
        }
    }

    private ExportFormat wanted() {
        return Arrays.stream(ExportFormat.values())
                .filter(one -> one.name().equalsIgnoreCase(format))
                .findFirst()
                .orElseThrow(() -> CommandException.usage("--format must be jsonl or csv, was '" + format + "'"));
    }

    private long print(PredictionLog kept, ExportFormat wanted) throws IOException {
        Writer writer = new OutputStreamWriter(aegis.context().out(), StandardCharsets.UTF_8);
        long rows = kept.export(wanted, writer);
        writer.flush();
        return rows;
    }

    /** Written beside its place and moved there whole: a reader sees the old export or the new one. */
    private static long replace(PredictionLog kept, ExportFormat wanted, Path target) throws IOException {
        AtomicLong rows = new AtomicLong();
        DraftFile.replace(target, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            rows.set(kept.export(wanted, writer));
            writer.flush();
        });
        return rows.get();
    }
}
