package io.aegismatrix.runner.cli;

import io.aegismatrix.data.io.DraftFile;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.dashboard.DashboardPage;
import io.aegismatrix.runner.dashboard.PriceBars;
import io.aegismatrix.runner.dashboard.PublishedPayload;
import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.failure.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the page for people. */
@Command(name = "dashboard", description = "Makes one page of a payload that opens from disk, without network.")
final class DashboardCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private PayloadFlag payload = new PayloadFlag();

    @Mixin
    private SourceFlags source = new SourceFlags();

    @Option(names = "--out", paramLabel = "FILE", description = "The page. Default: dashboard.html")
    private String out = "dashboard.html";

    DashboardCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Path file = Configuration.path(aegis.context().folder(), "--out", out);
        Flags flags = new Flags();
        source.addTo(flags);
        PublishedPayload shown = PublishedPayload.load(payload.file(aegis));
        write(shown, new PageBars(aegis.settings(flags.map())).of(shown), file);
        aegis.print("Wrote " + file);
    }

    /** Writes the page of a payload beside {@code file}, then moves it there whole. */
    static void write(PublishedPayload payload, PriceBars bars, Path file) {
        Path whole = file.toAbsolutePath();
        try {
            Files.createDirectories(whole.resolveSibling(""));
            if (Files.isDirectory(whole)) {
                throw new CommandException(ExitCode.USAGE, "--out must be a file, was the folder " + file);
            }
            byte[] page = DashboardPage.file(payload, bars).html().getBytes(StandardCharsets.UTF_8);
            DraftFile.replace(whole, out -> out.write(page));
        } catch (IOException e) {
            throw CommandException.of(file + ": the page cannot be written", e);
        }
    }
}
