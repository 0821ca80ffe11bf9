package io.aegismatrix.runner.cli;

import io.aegismatrix.runner.failure.CommandException;
import io.aegismatrix.runner.report.SweepReport;
import io.aegismatrix.runner.sweep.SweepCollection;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scores what a sweep has finished, and corrects for how much was tried. */
@Command(
        name = "collect",
        description =
                "Scores what is finished, over seeds and markets, corrected for the number of claims: claims.csv and"
                        + " sweep.md.")
final class SweepCollectCommand implements Runnable {

    private final AegisCommand aegis;

    @Mixin
    private SweepFlag sweep = new SweepFlag();

    @Mixin
    private WideFlag wide = new WideFlag();

    SweepCollectCommand(AegisCommand aegis) {
        this.aegis = aegis;
    }

    @Override
    public void run() {
        Path folder = sweep.folder(aegis);
        try {
            SweepCollection collection = SweepCollection.of(sweep.plan(aegis), sweep.store(aegis));
            SweepReport.write(folder, collection);
            int width = wide.width(aegis.context());
            aegis.print(SweepReport.table(collection, width), width);
            aegis.console()
                    .progress("wrote " + folder.resolve(SweepReport.CLAIMS) + " and "
                            + folder.resolve(SweepReport.SUMMARY));
        } catch (IOException e) {
            throw CommandException.of(folder + ": the sweep cannot be collected", e);
        }
    }
}
