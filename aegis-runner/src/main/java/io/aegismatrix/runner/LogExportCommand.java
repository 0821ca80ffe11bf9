package io.aegismatrix.runner;

import io.aegismatrix.runner.log.ExportFormat;
import io.aegismatrix.runner.log.PredictionLog;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
                    : replace(kept, wanted, PayloadFlag.path(aegis.context().folder(), "--out", out));
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
        Path place = target.toAbsolutePath().normalize();
        Path draft = place.resolveSibling(place.getFileName() + ".part");
        try {
            long rows;
            try (Writer writer = Files.newBufferedWriter(draft)) {
                rows = kept.export(wanted, writer);
            }
            Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
