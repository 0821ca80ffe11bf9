package io.aegismatrix.runner.cli;

import io.aegismatrix.engine.sweep.ResultStore;
import io.aegismatrix.engine.sweep.SweepPlan;
import io.aegismatrix.runner.config.Configuration;
import io.aegismatrix.runner.failure.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of a sweep. */
final class SweepFlag {

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the sweep. Default: aegis-sweep")
    private String out = "aegis-sweep";

    /** Where that is, from the root: workers may be elsewhere. */
    Path folder(AegisCommand aegis) {
        return Configuration.path(aegis.context().folder(), "--out", out)
                .toAbsolutePath()
                .normalize();
    }

    ResultStore store(AegisCommand aegis) {
        return ResultStore.folder(folder(aegis));
    }

    /** What was planned there. @throws CommandException if there is no plan, or it is none */
    SweepPlan plan(AegisCommand aegis) {
        Path file = folder(aegis).resolve(SweepPlan.FILE);
        if (!Files.exists(file)) {
            throw CommandException.usage(file + ": there is no plan; make one with 'sweep plan --out " + out + "'");
        }
        try {
            return SweepPlan.read(file);
        } catch (IOException e) {
            throw CommandException.of(file + ": the plan cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
    }
}
